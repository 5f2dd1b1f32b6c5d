using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

public sealed class ReportedCallTests
{
    /// <summary>Of every other call the audit shows under which id its caller is known.</summary>
    [Fact]
    public void The_audit_reads_of_a_report_what_was_done_and_nothing_of_whoever_made_it()
    {
        foreach (var kind in Enum.GetValues<TicketKind>())
        {
            var hotline = new Hotline();
            var call = Hotline.Call("t", kind);
            hotline.Receive(call with { Intake = call.Intake with { Wish = WordsId.Of("wish"), Call = "call-7", Recording = WordsId.Of("recording") } });
            var received = hotline.Events("t")[0].Event;

            var shown = ReportedCall.ForAudit(EventCatalog<TicketEvent>.NameOf(received).Name, EventCatalog<TicketEvent>.Write(received));

            foreach (var theirs in (string[])["\"caller\":\"caller\"", "\"wish\":\"wish\"", "call-7", "\"recording\":\"recording\""])
                Assert.Equal(kind != TicketKind.Report, shown.Contains(theirs, StringComparison.Ordinal));
            foreach (var done in (string[])["\"id\":\"t\"", "place:s1c1", "\"number\":", "\"words\""]) Assert.Contains(done, shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_else_happens_is_shown_as_the_journal_has_it()
        => Assert.Equal("{\"note\": null}", ReportedCall.ForAudit("ticket.dispatched", "{\"note\": null}"));
}
