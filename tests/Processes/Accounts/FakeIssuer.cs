using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>An OpenID Connect provider at which <see cref="Subject"/> is always signed in: description, keys, code flow with PKCE.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    public const string ClientId = "circle";
    public const string ClientSecret = "kept between the two";

    private readonly HttpListener _listener = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Back, string Subject)> _codes = new();
    private readonly Task _serving;

    public FakeIssuer()
    {
        Address = $"http://127.0.0.1:{LoopbackPort.Free()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Who is signed in there; null: whoever comes says no.</summary>
    public string? Subject { get; set; } = "employee-7";

    /// <summary>What its description says that it is; null: what it is.</summary>
    public string? Pretends { get; set; }

    /// <summary>Its description lies elsewhere, and it says where.</summary>
    public bool HasMoved { get; set; }

    /// <summary>What went wrong in it: a test looks that nothing did.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Circle:OpenIdConnect:Authority"] = Address,
        ["Circle:OpenIdConnect:ClientId"] = ClientId,
        ["Circle:OpenIdConnect:ClientSecret"] = ClientSecret,
        ["Circle:OpenIdConnect:DisplayName"] = "区政务身份认证",
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            switch (context.Request.Url!.AbsolutePath)
            {
                case "/.well-known/openid-configuration" when HasMoved:
                    context.Response.Redirect($"{Address}/elsewhere");
                    context.Response.Close();
                    break;
                case "/.well-known/openid-configuration" or "/elsewhere":
                    await WriteAsync(context, Description());
                    break;
                case "/keys":
                    await WriteAsync(context, Keys());
                    break;
                case "/authorize":
                    Authorize(context);
                    break;
                case "/token":
                    await WriteAsync(context, await TokenAsync(context));
                    break;
                default:
                    context.Response.StatusCode = 404;
                    context.Response.Close();
                    break;
            }
        }
    }

    private object Description() => new
    {
        issuer = Pretends ?? Address,
        authorization_endpoint = $"{Address}/authorize",
        token_endpoint = $"{Address}/token",
        jwks_uri = $"{Address}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
    };

    private object Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } };
    }

    private void Authorize(HttpListenerContext context)
    {
        var asked = context.Request.QueryString;
        Expect("client", asked["client_id"], ClientId);
        Expect("flow", asked["response_type"], "code");
        Expect("kind of challenge", asked["code_challenge_method"], "S256");
        Expect("scope", asked["scope"], "openid");
        var (back, state) = (asked["redirect_uri"]!, HttpUtility.UrlEncode(asked["state"]));
        if (Subject is not { } subject)
        {
            context.Response.Redirect($"{back}?error=access_denied&state={state}");
        }
        else
        {
            var code = Guid.NewGuid().ToString("n");
            _codes[code] = (asked["code_challenge"]!, asked["nonce"]!, back, subject);
            context.Response.Redirect($"{back}?code={code}&state={state}");
        }

        context.Response.Close();
    }

    private async Task<object> TokenAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var form = HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
        if (!_codes.TryRemove(form["code"] ?? "", out var given)) return Fault(context, "an unknown code");
        Expect("secret", form["client_secret"], ClientSecret);
        Expect("way back", form["redirect_uri"], given.Back);
        Expect("verifier", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"] ?? ""))), given.Challenge);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new
        {
            access_token = "for nothing",
            token_type = "Bearer",
            id_token = Sign(new { iss = Address, aud = ClientId, sub = given.Subject, nonce = given.Nonce, iat = now, exp = now + 300 }),
        };
    }

    private string Sign(object claims)
    {
        var signed = $"{Part(new { alg = "RS256", typ = "JWT", kid = "one" })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
    }

    private object Fault(HttpListenerContext context, string what)
    {
        Faults.Enqueue(what);
        context.Response.StatusCode = 400;
        return new { error = "invalid_grant" };
    }

    private void Expect(string what, string? given, string expected)
    {
        if (given != expected) Faults.Enqueue($"{what}: {given}, not {expected}");
    }

    private static async Task WriteAsync(HttpListenerContext context, object body)
    {
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
        context.Response.Close();
    }
}
