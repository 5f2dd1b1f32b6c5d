using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;
using Microsoft.Data.Sqlite;

namespace Circle.Processes.Tests.Accounts;

/// <summary>A rehearsal whose passwords these tests change.</summary>
public sealed class PasswordWeb : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    public RunningProgram Web { get; private set; } = null!;

    public string Store => new SqliteConnectionStringBuilder { DataSource = Path.Combine(_data.FullPath, "credentials.db"), Pooling = false, DefaultTimeout = 10 }.ToString();

    public async ValueTask InitializeAsync() => Web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath }.Quiet(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        _data.Dispose();
    }
}

public sealed class PasswordTests(PasswordWeb passwords) : IClassFixture<PasswordWeb>
{
    /// <summary>HMAC-SHA512 in a stored hash.</summary>
    private const int Sha512 = 2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("jinshui-2013")]
    [InlineData("Zhengzhou1!")]
    [InlineData("circle2013")]
    [InlineData("bianmin123")]
    [InlineData("12345678")]
    [InlineData("P@ssw0rd")]
    [InlineData("auditor-of-2013")]
    [InlineData("seven77")]
    public async Task Words_of_the_place_common_ones_and_one_s_own_name_are_none(string password)
    {
        using var own = await Somebody.SignedInAsync(passwords.Web, "auditor");

        var reply = await own.PostAsync("account/password", new { password = Somebody.Password, newPassword = password });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "newPassword"), (reply.Status, reply.Json.GetProperty("errors")[0].GetProperty("field").GetString()));
    }

    [Fact]
    public async Task It_may_have_200_characters_of_any_kind_and_is_taken_as_it_was_typed()
    {
        var next = $" {string.Concat(Enumerable.Repeat("黄河上的晚霞 and so on ", 12))[..197]}  ";
        Assert.Equal(200, next.Length);
        using (var own = await Somebody.SignedInAsync(passwords.Web, "leadership"))
            Assert.Equal(HttpStatusCode.NoContent, (await own.PostAsync("account/password", new { password = Somebody.Password, newPassword = next })).Status);

        foreach (var wrong in (string[])[next.Trim(), next.ToUpperInvariant(), next[..72]])
        {
            using var guesser = new Somebody(passwords.Web, "127.0.0.61");
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("leadership", wrong)).Status);
        }

        using var right = new Somebody(passwords.Web, "127.0.0.62");
        Assert.Equal(HttpStatusCode.OK, (await right.SignInAsync("leadership", next)).Status);
    }

    [Fact]
    public async Task A_new_hash_has_as_many_rounds_as_is_advised_and_an_older_one_is_made_anew()
    {
        const int advised = 210_000;
        Assert.Equal((Sha512, advised), RoundsOf(await HashAsync()));
        await RunAsync("update \"person\" set \"PasswordHash\" = $hash where \"UserName\" = 'community'", ("$hash", Old(Somebody.Password, 100_000)));
        Assert.Equal((Sha512, 100_000), RoundsOf(await HashAsync()));

        using (await Somebody.SignedInAsync(passwords.Web, "community")) { }

        Assert.Equal((Sha512, advised), RoundsOf(await HashAsync()));
    }

    private async Task<string> HashAsync() => (string)(await RunAsync("select \"PasswordHash\" from \"person\" where \"UserName\" = 'community'"))!;

    private async Task<object?> RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = new SqliteConnection(passwords.Store);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return await command.ExecuteScalarAsync(Cancel);
    }

    /// <summary>Version 1, function, rounds, length of the salt, salt, key: as ASP.NET Core Identity stores it.</summary>
    private static (int Function, int Rounds) RoundsOf(string hash)
    {
        var bytes = Convert.FromBase64String(hash).AsSpan();
        Assert.Equal(1, bytes[0]);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes[1..]), BinaryPrimitives.ReadInt32BigEndian(bytes[5..]));
    }

    private static string Old(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var bytes = new byte[13 + 16 + 32];
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), Sha512);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), rounds);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), salt.Length);
        salt.CopyTo(bytes, 13);
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, 32).CopyTo(bytes, 29);
        return Convert.ToBase64String(bytes);
    }
}
