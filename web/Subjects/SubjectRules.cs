using Circle.Domain.Subjects;

namespace Circle.Web.Subjects;

/// <summary>What an operator sets.</summary>
/// <param name="LedgerDirectory">Where the ledger of erasures is written as a file, to be copied elsewhere.</param>
internal sealed record SubjectRules(KeepDays Keep, string LedgerDirectory);
