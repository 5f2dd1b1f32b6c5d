using System.Net;
using System.Text;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests.Subjects;

/// <summary>A backup is restored under the program: whoever was erased meanwhile stays erased, and events and counts are as they were.</summary>
public sealed class RestoredBackupTests
{
    private const string Name = "上官示例";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_erased_stay_erased_and_events_and_counts_stay_as_they_were()
    {
        using var data = new TemporaryFolder();
        using var backup = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath }.Quiet();
        var (phone, kept) = (Recording.Phone(), Recording.Phone());
        string erased;
        await using (var web = await ProgramProcess.StartAsync(options, Cancel))
        {
            await Api.Of(web).StandStillAsync();
            using var caller = await Someone.AsAsync(web, "operator");
            erased = await caller.Api.RecordedAsync(new { kind = "caller", name = Name, phone });
            await caller.Api.RecordedAsync(new { kind = "caller", name = "司徒示例", phone = kept });
            var place = (await Api.Of(web).FacilitiesAsync())[0].Text("place")!;
            var told = await Api.Of(web).CommandAsync("/api/v1/facilities", new { id = "called-for", line = QuietWeb.ConfirmedLine, place, name = "热线来电反映的药店", origin = "planned" });
            Assert.True(told.Status == HttpStatusCode.Created, told.ToString());
            Assert.Equal(0, await web.StopAsync(Cancel));
        }

        Copy(data.FullPath, backup.FullPath);
        string journal;
        int callers;
        await using (var web = await ProgramProcess.StartAsync(options, Cancel))
        {
            using var office = await Someone.AsAsync(web, "programme");
            Assert.Equal(HttpStatusCode.NoContent, (await office.Api.EraseAsync(erased)).Status);
            await Tallies.AreTheSumOfFacilitiesAsync(Api.Of(web));
            journal = await JournalAsync(Api.Of(web));
            callers = await CallersAsync(office.Api);
            Assert.Equal(0, await web.StopAsync(Cancel));
            SaysNothing(web, phone);
        }

        foreach (var old in Directory.GetFiles(data.FullPath, "credentials.db*")) File.Delete(old);
        foreach (var file in Directory.GetFiles(backup.FullPath, "credentials.db*")) File.Copy(file, Path.Combine(data.FullPath, Path.GetFileName(file)));

        await using (var web = await ProgramProcess.StartAsync(options, Cancel))
        {
            await Eventually.IsTrueAsync(
                "the log says that somebody had come back", () => Task.FromResult(web.Output.Contains("1 subjects that had been erased were in the store again", StringComparison.Ordinal)), cancel: Cancel);
            using var caller = await Someone.AsAsync(web, "operator");
            using var office = await Someone.AsAsync(web, "programme");

            Assert.Equal(HttpStatusCode.NotFound, (await caller.Api.RevealAsync(erased)).Status);
            Assert.Empty((await caller.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray());
            Assert.Equal("司徒示例", (await caller.Api.RevealAsync(Found(await caller.Api.SearchAsync(kept)))).Json.Text("name"));
            Assert.Equal(erased, Assert.Single(await office.Api.ErasuresAsync()).Text("subject"));
            Assert.Equal(callers, await CallersAsync(office.Api));
            await Tallies.AreTheSumOfFacilitiesAsync(Api.Of(web));
            await Eventually.HoldsAsync(async () => Assert.Equal(journal, await JournalAsync(Api.Of(web))), cancel: Cancel);
            Assert.Equal(0, await web.StopAsync(Cancel));
            SaysNothing(web, phone);
        }

        // Nothing of who it was lies anywhere, in the journal, its snapshots, the ledger or the store.
        foreach (var file in Directory.GetFiles(data.FullPath, "*", SearchOption.AllDirectories))
        {
            var bytes = (await File.ReadAllBytesAsync(file, Cancel)).AsSpan();
            Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(Name)) < 0 && bytes.IndexOf(Encoding.UTF8.GetBytes(phone)) < 0, file);
        }
    }

    [Fact]
    public async Task Without_its_ledger_it_does_not_start()
    {
        using var data = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(data.FullPath, "elsewhere", "erasures.jsonl"));
        await using var web = ProgramProcess.Launch(new ProgramOptions
        {
            DataDirectory = data.FullPath,
            More = new Dictionary<string, string> { ["Circle:Subjects:LedgerDirectory"] = Path.Combine(data.FullPath, "elsewhere") },
        }.Quiet());

        Assert.Equal(1, await web.ExitAsync(Cancel));
        Assert.Contains("Circle:Subjects:LedgerDirectory", web.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", web.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_days_are_named_at_the_start()
    {
        using var data = new TemporaryFolder();
        await using var web = ProgramProcess.Launch(new ProgramOptions
        {
            DataDirectory = data.FullPath,
            More = new Dictionary<string, string> { ["Circle:Subjects:KeepDays:Caller"] = "0", ["Circle:Subjects:KeepDays:Volunteer"] = "4000" },
        });

        Assert.Equal(1, await web.ExitAsync(Cancel));
        foreach (var name in (string[])["Caller", "Volunteer"]) Assert.Contains($"Circle:Subjects:KeepDays:{name} ", web.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Resident", web.Errors, StringComparison.Ordinal);
    }

    private static string Found(Reply reply) => Assert.Single(reply.Json.GetProperty("items").EnumerateArray()).Text("id")!;

    private static async Task<int> CallersAsync(Api api) => (await api.RulesAsync()).GetProperty("counts").GetProperty("caller").GetInt32();

    /// <summary>Every facility with its history, and the sums of the district.</summary>
    private static async Task<string> JournalAsync(Api api)
    {
        var history = JsonSerializer.Serialize(await api.HistoryAsync("called-for"));
        var cells = (await api.GetAsync($"/api/v1/places/{await api.DistrictAsync()}/tally")).GetProperty("cells").EnumerateObject();

        // But for the canary, which is the clock's.
        var tally = cells.Where(c => !c.Name.StartsWith("canary|", StringComparison.Ordinal)).Select(c => $"{c.Name} {c.Value}").Order(StringComparer.Ordinal);
        return string.Join('\n', [history, .. tally, .. (await api.FacilitiesAsync()).Select(f => f.GetRawText())]);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static void SaysNothing(RunningProgram web, string phone)
    {
        foreach (var told in (string[])[Name, phone])
            Assert.DoesNotContain(told, web.Output + web.Errors, StringComparison.Ordinal);
    }
}
