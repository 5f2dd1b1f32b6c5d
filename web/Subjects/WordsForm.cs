using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Web.Journal;

namespace Circle.Web.Subjects;

/// <summary>A command's body, and what in it is kept apart.</summary>
internal class WordsForm(CommandBody body, CommandId key)
{
    private readonly List<(WordsId Id, string Text)> words = [];

    public CommandBody Body => body;

    public IReadOnlyList<(WordsId Id, string Text)> Words => words;

    public WordsId Said(string field, int most) => OptionallySaid(field, most) ?? Missing(field);

    /// <summary>Null: nothing was.</summary>
    public WordsId? OptionallySaid(string field, int most) => body.Text(field) is { Length: > 0 } text ? Keep(field, text, most) : null;

    /// <summary>What another part of the body says.</summary>
    protected WordsId Keep(string field, string text, int most)
    {
        body.Faults.Text(field, text, 1, most, lines: true);
        var id = WordsId.Of(key, field);
        words.Add((id, text));
        return id;
    }

    private WordsId Missing(string field)
    {
        if (!body.Faults.Has(field)) body.Faults.Add(field, "required", "不能为空", "is required");
        return WordsId.Of(key, field);
    }
}
