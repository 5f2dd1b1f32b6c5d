using Microsoft.Data.Sqlite;

namespace Circle.Processes.Tests.Accounts;

/// <summary>The store of credentials, changed behind the program's back: time that passes, and what a crash leaves.</summary>
internal static class CredentialsFile
{
    /// <summary>Moves the end of what an account has in a table.</summary>
    public static Task ShiftAsync(string directory, string table, string account, TimeSpan by)
        => RunAsync(directory, $"update \"{table}\" set \"Ends\" = \"Ends\" + $by where \"PersonId\" = $account", account, ("$by", (long)by.TotalMilliseconds));

    /// <summary>Takes away a person's row and all that hangs on it.</summary>
    public static Task ForgetAsync(string directory, string account) => RunAsync(directory, "delete from \"person\" where \"Id\" = $account", account);

    /// <summary>As if the account's sessions had begun, and been used last, so long ago.</summary>
    public static Task LeaveUnusedAsync(string directory, string account, TimeSpan since)
        => RunAsync(
            directory,
            "update \"session\" set \"Began\" = \"Began\" - $by, \"Seen\" = \"Seen\" - $by, \"Renewed\" = \"Renewed\" - $by where \"PersonId\" = $account",
            account,
            ("$by", (long)since.TotalMilliseconds));

    /// <summary>An invitation of a phone that nobody has used in time.</summary>
    public static Task EndPhoneInvitationAsync(string directory, string id) => RunAsync(directory, "update \"phone_invitation\" set \"Ends\" = 1 where \"Id\" = $account", id);

    /// <summary>What a web node leaves that dies after a new volunteer's account has been opened: no person, no session.</summary>
    public static async Task BreakOffEnrolmentAsync(string directory, string account, string name)
    {
        await RunAsync(directory, "delete from \"session\" where \"PersonId\" = $account", account);
        await ForgetAsync(directory, account);
        await RunAsync(directory, "update \"phone_invitation\" set \"Session\" = null, \"Name\" = $name where \"Account\" = $account", account, ("$name", name));
    }

    private static async Task RunAsync(string directory, string sql, string account, params (string Name, object Value)[] values)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "credentials.db"), ForeignKeys = true, Pooling = false, DefaultTimeout = 10 }.ToString();
        await using var connection = new SqliteConnection(file);
        await connection.OpenAsync(Api.Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$account", account);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        Assert.True(await command.ExecuteNonQueryAsync(Api.Cancel) > 0, $"nothing was changed by {sql}");
    }
}
