using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.TestServers;

await using var server = await PostgreSqlServer.StartAsync(durable: true);
foreach (var kind in args.Length > 0 ? args : ["sqlite", "postgresql"])
{
    using var store = kind == "sqlite" ? Store.Sqlite() : await Store.PostgreSqlAsync(server);
    await using var site = await Site.OpenAsync(store);
    var plan = await site.ConfirmAsync();
    var field = await Field.RegisterAsync(site, plan, 2_000);
    var result = await ClosedLoop.RunAsync(field, 512, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    Console.WriteLine($"{store.Name}: {result.PerSecond:N0}/s, others {result.Others}, p50 {result.Percentile(50):0.0} ms, p99 {result.Percentile(99):0.0} ms");
}
