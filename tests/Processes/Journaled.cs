namespace Circle.Processes.Tests;

/// <summary>What clients were told, against the journal as it is read back.</summary>
internal static class Journaled
{
    /// <summary>Every receipt names an event that is there, and is the command's own.</summary>
    public static async Task IsAcknowledgedAsync(Api api, IEnumerable<Sent> acknowledged)
    {
        foreach (var facility in acknowledged.GroupBy(s => s.Facility))
        {
            var history = (await api.HistoryAsync(facility.Key)).ToDictionary(e => e.Version);
            foreach (var command in facility)
            {
                var entry = history.GetValueOrDefault(command.Receipt!.Version);
                Assert.True(entry is not null, $"{command.Path} was acknowledged as version {command.Receipt.Version}, which is not there");
                Assert.Equal(command.EventType, entry.Type);
                Assert.Contains(command.Marker, entry.Data.GetRawText());
                Assert.Equal(command.Receipt.RecordedAt, entry.RecordedAt);
            }
        }
    }

    /// <summary>Each command once, nothing else, and the facility is as the last one left it.</summary>
    public static async Task HappenedOnceAsync(Api api, IReadOnlyCollection<Sent> sent)
    {
        foreach (var of in sent.GroupBy(s => s.Facility))
        {
            var history = await api.HistoryAsync(of.Key);
            var commands = of.ToList();
            var texts = history.ConvertAll(e => e.Data.GetRawText());
            Assert.Equal(Enumerable.Range(1, commands.Count).Select(v => (long)v), history.Select(e => e.Version));
            Assert.All(commands, command => Assert.Single(texts, text => text.Contains(command.Marker, StringComparison.Ordinal)));

            var view = await api.GetAsync($"/api/v1/facilities/{of.Key}");
            var lastName = history.LastOrDefault(e => e.Type == "facility.corrected")?.Data.GetProperty("name").GetString();
            if (lastName is not null) Assert.Equal(lastName, view.GetProperty("name").GetString());
            var lastPlace = history.LastOrDefault(e => e.Type == "facility.moved")?.Data.GetProperty("to").GetString();
            if (lastPlace is not null) Assert.Equal(lastPlace, view.GetProperty("place").GetString());
        }
    }
}
