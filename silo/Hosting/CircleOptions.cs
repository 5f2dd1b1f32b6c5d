using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Grains.Delivery;
using Circle.Grains.Rehearsal;
using Circle.Silo.Storage;
using Microsoft.Extensions.Configuration;

namespace Circle.Silo.Hosting;

public enum SiloPlace
{
    /// <summary>In the web program itself.</summary>
    Here,

    /// <summary>In programs of their own, found through the database.</summary>
    Elsewhere,
}

/// <summary>Section <c>Circle</c> of the configuration; in the environment e.g. <c>Circle__DataDirectory</c>.</summary>
public sealed class CircleOptions
{
    public const string Section = "Circle";

    /// <summary>Where SQLite's files lie; made when missing. Relative to the content root. Default <c>data</c>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Default: Rehearsal in Development, else Live. Of a silo: a web node without one has none.</summary>
    public OperatingMode? Mode { get; set; }

    public StorageKind Storage { get; set; } = StorageKind.Sqlite;

    /// <summary>For PostgreSQL: an Npgsql connection string to an existing, empty or earlier database.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Where the web program's silo is. Elsewhere needs PostgreSQL. The silo program does not ask.</summary>
    public SiloPlace Silo { get; set; } = SiloPlace.Here;

    public AuditSettings Audit { get; set; } = new();

    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>Of silos.</summary>
    public DeliverySettings Delivery { get; set; } = new();

    public DigestSettings Digests { get; set; } = new();

    public SubjectSettings Subjects { get; set; } = new();

    /// <summary>Folder of seed sets, relative to the program; default the one that was built with it.</summary>
    public string SeedsDirectory { get; set; } = "seeds";

    /// <summary>The district's set in <see cref="SeedsDirectory"/>; a rehearsal adds <c>{District}-rehearsal</c>.</summary>
    public string District { get; set; } = "jinshui";

    /// <summary>An event a second that measures how old the walls' pictures are.</summary>
    public bool Canary { get; set; } = true;

    /// <summary>How long a screen's code waits for the office, 10 s to 1 h. Of a web node.</summary>
    public TimeSpan ScreenCodes { get; set; } = TimeSpan.FromMinutes(10);

    public RehearsalOptions Rehearsal { get; set; } = new();

    /// <summary>At which browsers reach the system, e.g. <c>https://circle.example</c>; passkeys belong to its host. Null: whatever host a request names.</summary>
    public string? Origin { get; set; }

    /// <summary>How long five wrong tries keep whoever made them from signing in: a second to an hour.</summary>
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Null: people sign in by what is stored here alone.</summary>
    public OpenIdConnectSettings? OpenIdConnect { get; set; }

    /// <summary>By which the keys of cookies, and all that these protect, are encrypted where they lie. Null: they are not.</summary>
    public CertificateSettings? KeyCertificate { get; set; }

    /// <summary>Those before it: what they encrypted is still read.</summary>
    public CertificateSettings[] OldKeyCertificates { get; set; } = [];

    /// <summary>Of web nodes.</summary>
    public LimitSettings Limits { get; set; } = new();

    /// <summary>
    /// Of web nodes: addresses and networks of the proxies in front, see <see cref="Networks"/>. What they alone say of whom they ask
    /// for (<c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c>) is believed. Default: there are none.
    /// </summary>
    public string Proxies { get; set; } = "";

    /// <summary>Of web nodes: who may read <c>/metrics</c> beside this machine itself, as <see cref="Proxies"/>. Default: nobody.</summary>
    public string Monitors { get; set; } = "";

    /// <exception cref="StartupException">Names every value that is wrong.</exception>
    public static CircleOptions Read(IConfiguration configuration)
    {
        var faults = new FaultList();
        SettingFaults.Find(configuration.GetSection(Section), typeof(CircleOptions), faults);
        if (faults.Any) throw Wrong(faults);

        var options = configuration.GetSection(Section).Get<CircleOptions>() ?? new CircleOptions();
        options.Audit.Check(faults, $"{Section}:{nameof(Audit)}");
        options.Cluster.Check(faults, $"{Section}:{nameof(Cluster)}");
        if (options.ScreenCodes < TimeSpan.FromSeconds(10) || options.ScreenCodes > TimeSpan.FromHours(1))
            faults.Add($"{Section}:{nameof(ScreenCodes)}", "out-of-range", "应在 00:00:10 到 01:00:00 之间", "must lie between 00:00:10 and 01:00:00");
        options.Delivery.Check(faults, $"{Section}:{nameof(Delivery)}");
        options.Subjects.Check(faults, $"{Section}:{nameof(Subjects)}");
        options.Limits.Check(faults, $"{Section}:{nameof(Limits)}");
        Networks.Check(faults, $"{Section}:{nameof(Proxies)}", options.Proxies);
        Networks.Check(faults, $"{Section}:{nameof(Monitors)}", options.Monitors);
        if (options.Silo == SiloPlace.Elsewhere && options.Storage != StorageKind.PostgreSql)
        {
            faults.Add(
                $"{Section}:{nameof(Silo)}",
                "needs-postgresql",
                "silo 在别处时须用 PostgreSQL 找到它，请设 Circle:Storage=PostgreSql 和 Circle:ConnectionString",
                "a silo elsewhere is found through PostgreSQL: set Circle:Storage=PostgreSql and Circle:ConnectionString");
        }

        options.CheckSignIn(faults);
        return faults.Any ? throw Wrong(faults) : options;
    }

    /// <summary>Says all that is wrong with settings in one sentence.</summary>
    public static StartupException Wrong(FaultList faults)
    {
        var all = faults.ToRefusal().Faults;
        return new StartupException(
            $"配置有误：{string.Join("；", all.Select(f => $"{f.Field} {f.Zh}"))}。"
            + $"The configuration is wrong: {string.Join("; ", all.Select(f => $"{f.Field} {f.En}"))}.");
    }

    private void CheckSignIn(FaultList faults)
    {
        if (Origin is not null && !(WebAddress.IsSafe(Origin) && new Uri(Origin).AbsolutePath == "/"))
            faults.Add($"{Section}:{nameof(Origin)}", "bad-address", $"“{Origin}”应形如 https://主机", $"'{Origin}' must be like https://host");
        if (Lockout < TimeSpan.FromSeconds(1) || Lockout > TimeSpan.FromHours(1))
            faults.Add($"{Section}:{nameof(Lockout)}", "out-of-range", "应在 00:00:01 到 01:00:00 之间", "must lie between 00:00:01 and 01:00:00");
        OpenIdConnect?.Check(faults, $"{Section}:{nameof(OpenIdConnect)}");
    }
}
