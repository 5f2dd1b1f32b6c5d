using System.Text;
using Circle.Domain.Accounts;
using Circle.Domain.Subjects;
using Circle.Web.Subjects;
using Microsoft.AspNetCore.DataProtection;

namespace Circle.Storage.Tests.Subjects;

/// <summary>Rows: sealed, found again, and nobody's to read who has the store alone.</summary>
public abstract partial class SubjectSuite
{
    [Fact]
    public async Task The_same_phone_and_kind_again_is_the_same_subject_and_fills_what_was_missing()
    {
        var first = (await Store().RecordAsync(SubjectKind.Caller, new PersonalData(null, Phone, null), null)).Row;
        _time.Now = Start.AddDays(3);
        var (again, isNew) = await Store().RecordAsync(SubjectKind.Caller, Person, null);

        Assert.Equal((first.Id, false, Start.AddDays(3)), (again.Id, isNew, again.UsedAt));
        Assert.Equal(Person, Cipher.Open((await RowAsync(first))!));
        Assert.NotEqual(first.Id, (await RecordedAsync(SubjectKind.Resident)).Id);
        Assert.NotEqual(first.Id, (await RecordedAsync(data: Person with { Phone = "13899990002" })).Id);
    }

    [Fact]
    public async Task Of_several_nodes_that_record_the_same_at_once_all_have_one_subject()
    {
        SubjectStore[] nodes = [Store(Factory()), Store(Factory())];

        var rows = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => nodes[i % 2].RecordAsync(SubjectKind.Caller, Person, null)));

        Assert.Single(rows.Select(r => r.Row.Id).Distinct());
        Assert.Single(rows, r => r.IsNew);
    }

    [Fact]
    public async Task Nothing_of_somebody_is_in_clear_in_any_byte()
    {
        var row = await RecordedAsync();
        await Store().HoldAsync(row, new DateOnly(2027, 1, 1), Erasure.ByRetention, Cipher.SealHold(row, "欧阳示例的案件"));
        var options = _site.Options();
        var bytes = await BytesAsync(options.DataDirectory, options.ConnectionString);

        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(row.Id)) >= 0, "the row itself is not among these bytes");
        foreach (var text in (string[])[Person.Name!, "欧阳", Phone, "9999", Person.Address!, "大石桥", "案件"])
        {
            foreach (var form in (byte[][])[Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)))])
                Assert.True(bytes.AsSpan().IndexOf(form) < 0 || (text == "9999" && form.Length < 5), $"{text} is there");
        }
    }

    [Fact]
    public async Task A_row_that_is_copied_over_another_does_not_open_and_spoils_no_list()
    {
        var one = await RecordedAsync();
        var other = await RecordedAsync(data: new PersonalData("李示例", "13899990002", null));
        Assert.Equal(1, await TamperAsync($"""
            update {"{0}"}subject set "Key" = (select "Key" from {"{0}"}subject where "Id" = '{one.Id}'), "Data" = (select "Data" from {"{0}"}subject where "Id" = '{one.Id}') where "Id" = '{other.Id}'
            """));

        var page = await Store().PageAsync(null, null, null, 10);

        Assert.Equal(2, page.Count);
        Assert.Equal(Person, Cipher.Open(page.Single(r => r.Id == one.Id)));
        Assert.Null(Cipher.Open(page.Single(r => r.Id == other.Id)));
    }

    [Fact]
    public async Task A_row_that_was_changed_does_not_open()
    {
        var row = await RecordedAsync();
        Assert.NotNull(Cipher.Open(row));

        row.Data[^1] ^= 1;
        Assert.Null(Cipher.Open(row));
        row.Data[^1] ^= 1;
        row.Key[^1] ^= 1;
        Assert.Null(Cipher.Open(row));
        row.Data = [];
        Assert.Null(Cipher.Open(row));
        Assert.Null(new SubjectCipher(new EphemeralDataProtectionProvider()).Open((await RowAsync(row))!));
    }

    [Fact]
    public async Task The_same_data_twice_has_nothing_in_common()
    {
        var (one, other) = (await RecordedAsync(), await RecordedAsync(SubjectKind.Resident));

        Assert.NotEqual(one.Data, other.Data);
        Assert.NotEqual(one.Key, other.Key);
        Assert.DoesNotContain(Phone, one.PhoneIndex, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_is_found_whole_and_only_by_the_key_of_this_store()
    {
        var row = await RecordedAsync();

        Assert.Equal(row.Id, Assert.Single(await Store(Factory()).SearchAsync(Phone, null)).Id);
        Assert.Empty(await Store().SearchAsync(Phone[..^1] + "9", null));
        Assert.Empty(await Store().SearchAsync(Phone, ["somebody"]));
        using var strange = new PhoneIndexes(_credentials, new EphemeralDataProtectionProvider());
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => strange.OfAsync(Phone));
    }

    [Fact]
    public async Task Who_sees_some_accounts_alone_finds_and_matches_nobody_else()
    {
        var (mine, theirs) = (AccountId.Of("mine"), AccountId.Of("theirs"));
        var other = (await Store().RecordAsync(SubjectKind.Volunteer, Person, theirs)).Row;
        var (own, isNew) = await Store().RecordAsync(SubjectKind.Volunteer, new PersonalData(null, Phone, null), mine, isAnyones: false);

        Assert.True(isNew);
        Assert.NotEqual(other.Id, own.Id);
        Assert.Null(Cipher.Open(own)!.Name);
        Assert.Equal([own.Id], (await Store().SearchAsync(Phone, [mine.Value])).Select(r => r.Id));
        Assert.Equal([own.Id], (await Store().PageAsync(null, [mine.Value], null, 10)).Select(r => r.Id));
        Assert.Empty(await Store().PageAsync(null, [], null, 10));
    }

    [Fact]
    public async Task A_list_is_read_to_its_end_newest_first()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            _time.Now = Start.AddMinutes(i);
            ids.Add((await RecordedAsync(data: new PersonalData($"第{i}人", null, null))).Id);
        }

        var read = new List<string>();
        for (SubjectId? after = null; ;)
        {
            var page = await Store().PageAsync(SubjectKind.Caller, null, after, 2);
            read.AddRange(page.Select(r => r.Id));
            if (page.Count < 2) break;
            after = page[^1].SubjectId;
        }

        Assert.Equal(Enumerable.Reverse(ids), read);
        Assert.Empty(await Store().PageAsync(SubjectKind.Resident, null, null, 2));
    }

    [Fact]
    public async Task An_account_is_shown_sixty_an_hour_whichever_node_it_asks()
    {
        var (operatorId, another) = (AccountId.Of("operator"), AccountId.Of("another"));
        SubjectStore[] nodes = [Store(Factory()), Store(Factory())];
        var taken = 0;
        for (var i = 0; i < Reveals.MostAnHour + 3; i++)
        {
            if (await nodes[i % 2].TakeRevealAsync(operatorId)) taken++;
        }

        Assert.Equal(Reveals.MostAnHour, taken);
        Assert.True(await nodes[0].TakeRevealAsync(another));
        _time.Now = Start.AddHours(1).AddMilliseconds(-1);
        Assert.False(await nodes[0].TakeRevealAsync(operatorId));
        _time.Now = Start.AddHours(1);
        Assert.True(await nodes[0].TakeRevealAsync(operatorId));
    }
}
