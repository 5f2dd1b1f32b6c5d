namespace Circle.Web.Journal;

/// <summary>Nothing was told to anybody, and whoever asks hears "busy": the same again has one effect.</summary>
internal sealed class BusyException(string message, Exception? inner = null) : Exception(message, inner);
