namespace Circle.Web.Journal;

/// <summary>A list that is whole: an object, so that more can be said beside it one day.</summary>
internal sealed record ListOf<T>(IReadOnlyList<T> Items);

/// <summary>A body without fields: <c>{}</c>.</summary>
internal sealed record NoFields;
