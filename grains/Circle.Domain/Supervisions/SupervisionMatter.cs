using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>督办事项: the figure, alert or target that an order came from, and what it is in words.</summary>
/// <param name="Line">Null: of no line in particular.</param>
/// <param name="Step">Of the line; null: all of it.</param>
/// <param name="Alert">Null: it came from a figure.</param>
/// <param name="Text">At most <see cref="Supervision.MaxMatter"/> characters.</param>
[GenerateSerializer, Immutable, Alias("SupervisionMatter")]
public sealed record SupervisionMatter(
    [property: Id(0)] PlaceId Place, [property: Id(1)] LineId? Line, [property: Id(2)] StepId? Step, [property: Id(3)] AlertId? Alert, [property: Id(4)] string Text)
{
    internal void Check(FaultList faults, Circumstances at)
    {
        if (at.Places.Find(Place) is null) faults.Add("place", "unknown", "没有这个地点", "no such place");
        var line = Line is { } of ? at.Plan?.Find(of) : null;
        if (Line is not null && line is null) faults.Add("line", "unknown", "没有这个项目", "no such line");
        if (Step is { } step && (line is null || line.Steps.All(s => s.Id != step))) faults.Add("step", "unknown", "该项目没有这个节点", "the line has no such step");
        faults.Prose("matter", Text, 1, Supervision.MaxMatter);
    }
}

/// <summary>佐证材料: a photo or document of a reply.</summary>
/// <param name="Name">As its page shows it; at most <see cref="MaxName"/> characters.</param>
/// <param name="Bytes">1 to <see cref="BlobId.MaxBytes"/>.</param>
[GenerateSerializer, Immutable, Alias("ReplyFile")]
public sealed record ReplyFile([property: Id(0)] BlobId Blob, [property: Id(1)] string Name, [property: Id(2)] string MediaType, [property: Id(3)] int Bytes)
{
    public const int MaxName = 100;
    public const string Jpeg = "image/jpeg";
    public const string Pdf = "application/pdf";

    internal void Check(FaultList faults, string field)
    {
        if (!Blob.IsHash) faults.Add($"{field}/blob", "wrong-shape", "应为材料内容的 SHA-256（64 位小写十六进制）", "must be the SHA-256 of its content, in 64 lower hexadecimal digits");
        faults.Text($"{field}/name", Name, 1, MaxName);
        if (MediaType is not (Jpeg or Pdf)) faults.Add($"{field}/mediaType", "unknown", $"应为 {Jpeg} 或 {Pdf}", $"must be {Jpeg} or {Pdf}");
        faults.Range($"{field}/bytes", Bytes, 1, BlobId.MaxBytes);
    }
}
