using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;

// A silo of its own, for several of them on one database. What it answers over HTTP is for operators alone.
var builder = WebApplication.CreateBuilder(args);
builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Urls", "http://localhost:5081")] });
return await CircleProgram.RunAsync(
    builder,
    async host =>
    {
        var options = CircleOptions.Read(host.Configuration);
        if (options.Storage != StorageKind.PostgreSql)
        {
            throw new StartupException(
                "单独运行的 silo 需要 PostgreSQL：请设 Circle:Storage=PostgreSql 和 Circle:ConnectionString，只用 SQLite 时运行 web 即可。"
                + "A silo of its own needs PostgreSQL: set Circle:Storage=PostgreSql and Circle:ConnectionString; with SQLite run web, which has a silo.");
        }

        host.AddOperations();
        return await host.AddCircleSiloAsync(options);
    },
    app =>
    {
        app.MapOperations();
        return Task.CompletedTask;
    });
