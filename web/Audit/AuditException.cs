namespace Circle.Web.Audit;

/// <summary>What has to be audited could not be: whoever asked hears "busy", and nothing was acknowledged.</summary>
internal sealed class AuditException(string message, Exception? inner = null) : Exception(message, inner);
