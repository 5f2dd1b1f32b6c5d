using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Subjects;

/// <summary>
/// 记述: what somebody wrote about people, in their own words. Events name it by this alone; the words stand apart from them, encrypted, and can be erased.
/// </summary>
[GenerateSerializer, Immutable, Alias("WordsId"), JsonConverter(typeof(TextIdConverter<WordsId>))]
public readonly record struct WordsId([property: Id(0)] string Value) : ITextId<WordsId>
{
    /// <summary>The one way to make one: by the command that names it, so that whoever sends it again names the same.</summary>
    /// <param name="field">Of the command.</param>
    public static WordsId Of(CommandId command, string field) => new(CommandId.Derive("words", command.ToString(), field).Value.ToString("n"));

    public static WordsId Of(string value) => new(value);

    public override string ToString() => Value;
}
