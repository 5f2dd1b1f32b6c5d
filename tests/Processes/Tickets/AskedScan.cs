using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Rights;
using Circle.TestServers;

namespace Circle.Processes.Tests.Tickets;

/// <summary>What may stand in the places of an address.</summary>
/// <param name="Others">Ids of what tickets are about, and of what comes of them.</param>
/// <param name="Said">What somebody may look for.</param>
/// <param name="Paths">Of the API's description.</param>
internal sealed record IdPool(IReadOnlyList<string> Tickets, IReadOnlyList<string> Callers, string Blob, IReadOnlyList<string> Others, IReadOnlyList<string> Said, JsonElement Paths)
{
    /// <summary>Every address that is read, with every id that fits it.</summary>
    public IEnumerable<string> AddressesFor(Walker walker)
    {
        foreach (var path in Paths.EnumerateObject().Where(p => p.Value.TryGetProperty("get", out _)))
        {
            var own = Harmless.AddressOf(path.Name, walker);
            yield return own;
            var filled = Filled(path.Name).ToList();
            foreach (var address in filled) yield return address;
            foreach (var address in path.Name.Contains('{', StringComparison.Ordinal) ? filled : [own])
            {
                foreach (var query in Queries(path, walker)) yield return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
            }
        }
    }

    private IEnumerable<string> Filled(string path)
    {
        if (!path.Contains('{', StringComparison.Ordinal)) return [];
        IEnumerable<string> first = path.Contains("tickets/", StringComparison.Ordinal) ? Tickets : [.. Others, Tickets[0], Callers[0]];
        return first.Select(id =>
        {
            var at = path.IndexOf('{', StringComparison.Ordinal);
            var head = $"{path[..at]}{id}{path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..]}";
            return Regex.Replace(head, @"\{[^}]*\}", Blob);
        });
    }

    private IEnumerable<string> Queries(JsonProperty path, Walker walker)
    {
        if (!path.Value.GetProperty("get").TryGetProperty("parameters", out var parameters)) return [];
        return parameters.EnumerateArray().Where(p => p.Text("in") == "query").SelectMany(p => p.Text("name") switch
        {
            // Whoever asks how a text is read as opening hours is answered with it.
            "text" when path.Name.EndsWith("/opening-hours", StringComparison.Ordinal) => Enumerable.Empty<string>(),
            "q" or "text" => Said.Select(said => $"{p.Text("name")}={said}"),
            "about" => ["about=place:" + walker.Place, "about=facility:" + walker.Facility, "about=point:" + walker.Point],
            "caller" => Callers.Select(id => $"caller={id}"),
            "subject" => [.. Callers.Select(id => $"subject=subject:{id}"), .. Tickets.Select(id => $"subject=ticket:{id}")],
            "ids" => [$"ids={string.Join(',', Callers)}"],
            "over" or "open" or "copies" or "due" or "mine" or "closed" => new[] { $"{p.Text("name")}=true&limit=200", $"{p.Text("name")}=false&limit=200" },
            "limit" => ["limit=200"],
            "format" => ["format=xlsx", "format=csv"],
            "source" => ["source=journal&limit=200", "source=access&limit=200"],
            _ => [],
        });
    }
}

/// <summary>One person's walk through all that can be read.</summary>
/// <param name="Told">Answers that told who called.</param>
/// <param name="Answered">Addresses that were answered with what stands there.</param>
internal sealed record AskedScan(string Walker, IReadOnlyList<string> Told, HashSet<string> Answered)
{
    public static async Task<AskedScan> OfAsync(RunningProgram web, Walker walker, IdPool pool, Traces traces)
    {
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = walker.Cookies }) { BaseAddress = web.Address };

        // Nobody sits at the machine: who does reads a rehearsal.
        http.DefaultRequestHeaders.Add("X-Forwarded-For", Rights.Walker.Stranger);
        var (told, answered) = (new List<string>(), new HashSet<string>());
        foreach (var address in pool.AddressesFor(walker).Distinct())
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), Api.Cancel);
            var content = await answer.Content.ReadAsByteArrayAsync(Api.Cancel);
            if (answer.StatusCode == HttpStatusCode.OK) answered.Add(address);
            foreach (var found in traces.In(content).Concat(traces.In($"{answer.Headers}{answer.Content.Headers}")).Distinct())
                told.Add($"{walker.Name} reads {found} at {address} ({(int)answer.StatusCode})");
        }

        return new AskedScan(walker.Name, told, answered);
    }
}
