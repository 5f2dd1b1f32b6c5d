using System.Text.Json;

namespace Circle.Web.Journal;

/// <summary>A request's body as JSON, of bounded depth.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 16;

    /// <summary>What is no JSON is answered here; the rest by <paramref name="answer"/>.</summary>
    public static async Task<IResult> WithAsync(HttpContext http, Func<JsonElement, Task<IResult>> answer)
    {
        // The router takes any body, so that it is answered here: it would answer with "not found".
        if (http.Request.ContentType is not null && !http.Request.HasJsonContentType())
            return Problems.Problem(http, 415, "not-json", "请用 application/json 发送内容", "Send the body as application/json", []);

        JsonDocument document;
        try
        {
            document = await ReadAsync(http);
        }
        catch (JsonException e)
        {
            return Problems.Malformed(http, e);
        }
        catch (OperationCanceledException) when (Arrival.IsStopping(http))
        {
            return Arrival.Broken(http);
        }

        using (document) return await answer(document.RootElement);
    }

    /// <exception cref="JsonException">It is none. A name with half a surrogate pair is found here, not where it is looked for.</exception>
    private static async Task<JsonDocument> ReadAsync(HttpContext http)
    {
        JsonDocument? document = null;
        try
        {
            using var arriving = Arrival.Until(http);
            document = await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false }, arriving.Token);
            ReadNames(document.RootElement);
            return document;
        }
        catch (InvalidOperationException e)
        {
            document?.Dispose();
            throw new JsonException(e.Message, e);
        }
    }

    private static void ReadNames(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) ReadNames(item);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
                ReadNames(property.Value);
            }
        }
    }
}
