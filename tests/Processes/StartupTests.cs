using System.Net;
using System.Net.Sockets;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>What keeps the program from starting is said in words on stderr, and the exit code is 1.</summary>
public sealed class StartupTests(QuietWeb quiet, SharedPostgreSql postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence()
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var said = OneSentence(await RefusalAsync(new ProgramOptions { DataDirectory = data.FullPath, Port = port }.Quiet()));

        Assert.Contains("地址已被占用", said);
        Assert.Contains($"127.0.0.1:{port}", said);
        Assert.Contains("--urls", said);
    }

    [Fact]
    public async Task A_data_folder_held_by_another_process_is_said_in_one_sentence()
    {
        await quiet.GetAsync();

        var said = OneSentence(await RefusalAsync(new ProgramOptions { DataDirectory = quiet.DataDirectory }));

        Assert.Contains("正被另一个进程使用", said);
        Assert.Contains(quiet.DataDirectory, said);
    }

    [Theory]
    [InlineData("Rehearsal", "Live", "演练")]
    [InlineData("Live", "Rehearsal", "正式")]
    public async Task A_data_folder_of_the_other_mode_is_refused(string created, string opened, string name)
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        // A start that ends at the port has made and stamped its folder by then.
        await RefusalAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = created, Port = port });
        var said = OneSentence(await RefusalAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = opened }));

        Assert.Contains($"标记为“{name}”", said);
        Assert.Contains($"created as {created}", said);
    }

    [Fact]
    public async Task A_rehearsal_does_not_go_on_with_another_seed()
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var options = new ProgramOptions { DataDirectory = data.FullPath, Port = port, Seed = 9 };

        await RefusalAsync(options);
        var said = OneSentence(await RefusalAsync(options with { Seed = 42 }));
        var same = OneSentence(await RefusalAsync(options));

        Assert.Contains("用种子 9 开始的", said);
        Assert.Contains("begun with seed 9", said);
        Assert.Contains("Circle:Rehearsal:Seed=9", said);
        Assert.Contains("Circle:DataDirectory", said);
        Assert.Contains("地址已被占用", same);
    }

    [Fact]
    public async Task Every_fault_of_broken_seeds_is_listed_with_file_and_line()
    {
        using var data = new TemporaryFolder();
        using var seeds = TemporaryFolder.OfSeeds();
        seeds.Edit("jinshui/places.csv", "dongfenglu,street,东风路街道,jinshui", "dongfenglu,street,东风路街道,nowhere");
        seeds.Edit("jinshui/lines/21-patrol-team.json", "\"due\": \"2013-09-30\"", "\"due\": \"2013-09-31\"");
        seeds.Edit("jinshui-rehearsal/baselines.csv", "service-centre,2013-09-25", "service-centre,yesterday");

        var errors = await RefusalAsync(new ProgramOptions { DataDirectory = data.FullPath, SeedsDirectory = seeds.FullPath });

        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains("程序没有启动", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("jinshui/places.csv 第 4 行：", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("jinshui/lines/21-patrol-team.json 第 22 行：", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("jinshui-rehearsal/baselines.csv 第 2 行：", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", errors);
        Assert.False(File.Exists(Path.Combine(data.FullPath, "journal.db")), "seeds are read before anything is made");
    }

    [Fact]
    public async Task An_unreachable_PostgreSQL_is_said_in_one_sentence()
    {
        var nobody = LoopbackPort.Free();

        var said = OneSentence(await RefusalAsync(new ProgramOptions
        {
            DataDirectory = "none",
            ConnectionString = $"Host=127.0.0.1;Port={nobody};Username=circle;Database=circle",
        }));

        Assert.Contains("连接不上 PostgreSQL", said);
        Assert.Contains($"127.0.0.1:{nobody}", said);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Port=5432")]
    public async Task A_connection_string_that_is_none_is_said_in_one_sentence(string connectionString)
    {
        var said = OneSentence(await RefusalAsync(new ProgramOptions { DataDirectory = "none", ConnectionString = connectionString }));

        Assert.Contains("PostgreSQL", said);
    }

    [Fact]
    public async Task A_mode_that_does_not_exist_is_said_in_one_sentence()
    {
        using var data = new TemporaryFolder();

        var said = OneSentence(await RefusalAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Sandbox" }));

        Assert.Contains("Sandbox", said);
    }

    [Fact]
    public async Task A_silo_of_its_own_without_PostgreSQL_says_what_to_do()
    {
        var said = OneSentence(await RefusalAsync(new ProgramOptions { Program = CircleProgram.Silo, DataDirectory = "none" }));

        Assert.Contains("单独运行的 silo 需要 PostgreSQL", said);
        Assert.Contains("A silo of its own needs PostgreSQL: set Circle:Storage=PostgreSql", said);
    }

    [Fact]
    public async Task Every_wrong_value_of_a_cluster_is_named_at_once()
    {
        var said = OneSentence(await RefusalAsync(new ProgramOptions
        {
            DataDirectory = "none",
            SiloElsewhere = true,
            More = new Dictionary<string, string>
            {
                ["Circle:Cluster:Id"] = "two words",
                ["Circle:Cluster:Address"] = "0.0.0.0",
                ["Circle:Cluster:SiloPort"] = "65536",
                ["Circle:Cluster:GatewayPort"] = "-1",
            },
        }));

        Assert.Contains("Circle:Silo silo 在别处时须用 PostgreSQL", said);
        foreach (var name in (string[])["Id", "Address", "SiloPort", "GatewayPort"]) Assert.Contains($"Circle:Cluster:{name} must", said.Replace("'0.0.0.0' is no", "must", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silo_s_port_in_use_is_said_in_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var said = OneSentence(await RefusalAsync(new ProgramOptions
        {
            Program = CircleProgram.Silo,
            DataDirectory = "none",
            ConnectionString = await postgres.CreateDatabaseAsync(),
            More = new Dictionary<string, string> { ["Circle:Cluster:GatewayPort"] = $"{port}" },
        }));

        Assert.Contains($"不能在 127.0.0.1:{port} 上监听", said);
        Assert.Contains("GatewayPort of Circle:Cluster", said);
    }

    /// <returns>What it wrote to stderr.</returns>
    private static async Task<string> RefusalAsync(ProgramOptions options)
    {
        await using var web = ProgramProcess.Launch(options);
        var code = await web.ExitAsync(Cancel);
        Assert.True(code == 1, $"exit code {code}: {web.Errors}");
        return web.Errors;
    }

    private static string OneSentence(string errors) => Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
