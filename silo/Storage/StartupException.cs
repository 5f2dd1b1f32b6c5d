namespace Circle.Silo.Storage;

/// <summary>The process must not start. The message is for a person: one sentence, Chinese and English.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
