using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Circle.Seeds;

/// <summary>One thing to put right, in plain Chinese.</summary>
/// <param name="File">Folder and path, e.g. <c>jinshui/places.csv</c>.</param>
/// <param name="Line">First line is 1; 0 where the file as a whole is meant.</param>
public sealed record SeedError(string File, int Line, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}：{Message}" : $"{File} 第 {Line} 行：{Message}";
}

/// <summary>Either a whole set or everything that is wrong with it; never half a set.</summary>
public sealed record SeedResult(SeedSet? Set, ImmutableArray<SeedError> Errors)
{
    [MemberNotNullWhen(true, nameof(Set))]
    public bool IsSound => Set is not null;
}
