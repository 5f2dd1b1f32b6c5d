using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Circle.Web.Accounts;
using Circle.Web.Journal;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Circle.Web.Hosting;

/// <summary>接口描述, at <c>/openapi/v1.json</c>: for whoever writes a program against this one, and for the pages, whose types are made of it.</summary>
internal static class OpenApi
{
    public const string DocumentName = "v1";

    /// <summary>By the cookie of a session.</summary>
    public const string Session = "session";

    /// <summary>By a key of a service account.</summary>
    public const string Key = "key";

    private static readonly OpenApiInfo About = new()
    {
        Title = "Circle",
        Version = DocumentName,
        Description = """
            一刻钟便民服务圈监测. People are known by the cookie that POST /api/v1/session sets, programs by a key of their account behind Bearer.
            What has no value is left out of an answer. A command carries a UUID as its Idempotency-Key: resend it with the same key until an
            answer comes. What a device sends later than it was entered may name its account as Circle-Account: where another one is signed in by
            then, the answer is 409 with the code other-account and nothing is done. Refusals are problems by RFC 9457, in Chinese unless Accept-Language prefers English. In a rehearsal whoever sits at
            the machine itself may also read, signed in or not.
            """.ReplaceLineEndings(" "),
    };

    public static void Describe(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = NameOf;

        // By the name of their schema: what is written though it is null.
        var nulls = new ConcurrentDictionary<string, HashSet<string>>();
        options.AddSchemaTransformer((schema, context, _) =>
        {
            OpenApiSchemas.Mend(schema, context.JsonTypeInfo);
            if (options.CreateSchemaReferenceId(context.JsonTypeInfo) is { } name) nulls[name] = [.. OpenApiSchemas.WrittenNulls(context.JsonTypeInfo)];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(OpenApiOperations.DescribeAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = About;
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            OpenApiSchemas.Complete(document.Components, nulls);
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Session] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = AccountHosting.CookieName,
                    Description = "登录. Set by signing in.",
                },
                [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "接口密钥. Of a service account, made by whoever administers it." },
            };
            return Task.CompletedTask;
        });
    }

    /// <summary>A command is called after what it is told to, and a list after what stands in it.</summary>
    private static string? NameOf(JsonTypeInfo described)
    {
        var type = described.Type;
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(described);
        if (type is { IsNested: true, DeclaringType: { IsAbstract: true } told } && type.IsSubclassOf(told)) return told.Name.Replace("Command", "", StringComparison.Ordinal) + type.Name;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ListOf<>) ? name?.Replace("OfOf", "Of", StringComparison.Ordinal) : name;
    }
}
