using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Subjects;

/// <summary>个人信息主体: somebody whom events name by this alone. Who it is stands apart from them, and can be erased.</summary>
[GenerateSerializer, Immutable, Alias("SubjectId"), JsonConverter(typeof(TextIdConverter<SubjectId>))]
public readonly record struct SubjectId([property: Id(0)] string Value) : ITextId<SubjectId>
{
    public static SubjectId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>What somebody is to the programme; how long their data is kept depends on it.</summary>
public enum SubjectKind
{
    /// <summary>来电人: called the hotline.</summary>
    Caller,

    /// <summary>居民: is helped, or lives where something is done.</summary>
    Resident,

    /// <summary>志愿者: may have an account.</summary>
    Volunteer,
}

/// <summary>One part of somebody's data.</summary>
public enum PersonalField
{
    Name,
    Phone,
    Address,
}

/// <summary>查看原因: why somebody is shown what is masked.</summary>
public enum RevealReason
{
    /// <summary>回访</summary>
    CallBack,

    /// <summary>派单处置</summary>
    Dispatch,

    /// <summary>核实身份</summary>
    Identity,

    /// <summary>紧急救助: with a note.</summary>
    Emergency,

    /// <summary>本人请求: with a note.</summary>
    Request,
}

/// <summary>删除原因</summary>
public enum ErasureReason
{
    /// <summary>本人请求</summary>
    Request,

    /// <summary>录入有误</summary>
    Mistake,

    /// <summary>保存期满: they were kept as long as the rules say.</summary>
    Rule,
}
