using System.Collections.Immutable;

namespace Circle.Web.Journal;

/// <summary>One file that is the whole body of a request, held in memory and written to no disk.</summary>
/// <param name="MediaTypes">What it may say it is; what it is says its content.</param>
/// <param name="Patience">For <paramref name="MostBytes"/>, over the slowest line that anybody works on.</param>
/// <param name="Zh">What it is, in Chinese; <paramref name="En"/> in English, at the start of a sentence.</param>
internal sealed record RawBody(ImmutableArray<string> MediaTypes, int MostBytes, TimeSpan Patience, string Zh, string En)
{
    /// <summary>Its bytes, or the answer to what is no such body.</summary>
    public async Task<(byte[] Bytes, IResult? Refused)> ReadAsync(HttpContext http)
    {
        var type = (http.Request.ContentType ?? "").Split(';')[0].Trim();
        if (!MediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            var types = string.Join(", ", MediaTypes);
            return ([], Problems.Problem(http, 415, "not-raw", $"请直接以 {types} 发送{Zh}", $"Send {En} itself as {types}", []));
        }

        using var deadline = Arrival.Until(http, Patience);
        try
        {
            using var bytes = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 0, 0, MostBytes));
            await http.Request.Body.CopyToAsync(bytes, deadline.Token);
            return bytes.Length > MostBytes ? ([], TooLarge(http)) : (bytes.ToArray(), null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ([], TooLarge(http));
        }
        catch (OperationCanceledException) when (Arrival.IsStopping(http))
        {
            return ([], Arrival.Broken(http));
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return ([], Problems.Problem(http, 408, "too-slow", "上传太慢，已中断，没有保存，请检查网络后再试", "The upload was too slow and nothing was saved: check the network and try again", []));
        }
    }

    private IResult TooLarge(HttpContext http)
        => Problems.Problem(http, 413, "too-large", $"{Zh}最大 {MostBytes / 1024 / 1024} MB，请缩小后再上传", $"{char.ToUpperInvariant(En[0])}{En[1..]} may have {MostBytes / 1024 / 1024} MB: make it smaller and send it again", []);
}
