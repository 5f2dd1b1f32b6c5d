namespace Circle.Domain.ServicePoints;

/// <summary>格式错误: where a text of opening hours goes wrong, and what is expected there.</summary>
/// <param name="Position">0-based, in the text as it was typed; the text's length where something is missing at its end.</param>
/// <param name="Length">Characters that do not fit; 0 at the end.</param>
/// <param name="Zh">One sentence.</param>
/// <param name="En">The same in English.</param>
public sealed record HoursFault(int Position, int Length, string Zh, string En);
