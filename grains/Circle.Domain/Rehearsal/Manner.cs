using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>What kind of thing is made, for the words that people use of it.</summary>
internal enum Craft
{
    Room,
    Team,
    Circle,
    Equipment,
    Clinic,
    Shop,
    School,
    Platform,
    Park,
}

/// <summary>What the rehearsal invents about a line; an unknown line gets a room.</summary>
/// <param name="Noun">What follows the place in a name; null: the line's short name.</param>
/// <param name="AtStreet">What a street owes hangs on the street itself, not on one of its communities.</param>
/// <param name="Struggles">Three are ready when people meet the district, and the forecast says that it is too slow.</param>
/// <param name="Quiet">The lead unit keeps silent for weeks.</param>
internal sealed record Manner(Craft Craft, string? Noun = null, bool AtStreet = false, bool Struggles = false, bool Quiet = false)
{
    /// <summary>The line whose row the programme office edits.</summary>
    public static readonly LineId Edited = LineId.Of("day-care");

    public static Manner Of(Line line) => line.Id.Value switch
    {
        "service-centre" => new(Craft.Room, "便民服务中心", AtStreet: true),
        "living-circle" => new(Craft.Circle),
        "living-station" => new(Craft.Room, "便民生活服务站"),
        "lookup-platform" => new(Craft.Platform, Quiet: true),
        "medical" => new(Craft.Clinic, "卫生服务站（含片医小组）"),
        "pharmacy" => new(Craft.Shop),
        "kindergarten" => new(Craft.School, "幼儿园"),
        "training" => new(Craft.School, "培训学校"),
        "fitness" => new(Craft.Equipment, "健身点"),
        "park" => new(Craft.Park),
        "day-care" => new(Craft.Room, Struggles: true),
        "civility-station" => new(Craft.Room, "文明使者志愿服务站"),
        "youth-team" => new(Craft.Team, "青年志愿者流动服务队", AtStreet: true),
        "governance-station" => new(Craft.Room, "社会管理综合治理工作站"),
        "patrol-team" or "duty-patrol" => new(Craft.Team),
        "safety-volunteers" => new(Craft.Team, "平安志愿者服务队"),
        _ => new(Craft.Room),
    };
}
