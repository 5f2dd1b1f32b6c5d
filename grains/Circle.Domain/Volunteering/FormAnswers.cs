using System.Globalization;
using System.Text.Json;
using Circle.Domain.Journal;

namespace Circle.Domain.Volunteering;

/// <summary>What somebody wrote into a form, as the phone sends it: JSON of one object, by the ids of its fields. It is kept as it was sent, since it was signed so.</summary>
public static class FormAnswers
{
    public const int MaxText = 4_000;

    /// <summary>Every fault, by <c>field/id</c>.</summary>
    public static void Check(FaultList faults, string field, ActivityForm form, string text)
    {
        if (text.Length > MaxText)
        {
            faults.Add(field, "too-long", $"最多 {MaxText} 个字", $"at most {MaxText} characters");
            return;
        }

        if (Read(text) is not { } answers)
        {
            faults.Add(field, "wrong-shape", "登记表读不出来，请重新填写", "the form cannot be read: fill it in again");
            return;
        }

        foreach (var stranger in answers.Keys.Where(id => form.Fields.All(f => f.Id != id)).Take(ActivityForm.MostFields))
            faults.Add($"{field}/{stranger}", "unknown-field", "登记表没有这一项", "the form has no such field");
        foreach (var asked in form.Fields)
        {
            if (answers.TryGetValue(asked.Id, out var answer)) Check(faults, $"{field}/{asked.Id}", asked, answer);
            else if (asked.IsRequired) faults.Add($"{field}/{asked.Id}", "required", $"请填写{asked.Name}", "is required");
        }
    }

    private static Dictionary<string, JsonElement>? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var answers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (!answers.TryAdd(property.Name, property.Value.Clone())) return null;
            }

            return answers;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Check(FaultList faults, string field, FormField asked, JsonElement answer)
    {
        switch (asked.Type)
        {
            case FormFieldType.Text or FormFieldType.Lines when answer.ValueKind == JsonValueKind.String:
                faults.Text(field, answer.GetString(), asked.IsRequired ? 1 : 0, asked.Type == FormFieldType.Text ? FormField.MaxText : FormField.MaxLines, lines: asked.Type == FormFieldType.Lines);
                break;
            case FormFieldType.Number when answer.ValueKind == JsonValueKind.Number && answer.TryGetInt64(out var number):
                faults.Range(field, number, 0, FormField.MaxNumber);
                break;
            case FormFieldType.Choice when answer.ValueKind == JsonValueKind.String && asked.Choices.Contains(answer.GetString()!):
            case FormFieldType.YesNo when answer.ValueKind is JsonValueKind.True or JsonValueKind.False:
                break;
            default:
                faults.Add(field, "wrong-shape", string.Create(CultureInfo.InvariantCulture, $"{asked.Name}填写有误"), "is not what the field takes");
                break;
        }
    }
}
