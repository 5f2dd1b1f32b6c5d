using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>What is verified together 核实, each with its own cycle.</summary>
public enum FieldGroup
{
    /// <summary>电话和营业时间</summary>
    Contact,

    /// <summary>其余: name, address, services, access, position.</summary>
    Other,
}

/// <summary>How somebody came to know.</summary>
public enum VerifiedBy
{
    /// <summary>上门</summary>
    Visit,

    /// <summary>电话</summary>
    Phone,

    /// <summary>证照材料</summary>
    Document,
}

/// <summary>The last verification of a group of fields.</summary>
[GenerateSerializer, Immutable, Alias("Verification")]
public sealed record Verification([property: Id(0)] FieldGroup Group, [property: Id(1)] DateOnly On, [property: Id(2)] VerifiedBy By, [property: Id(3)] Actor Actor);
