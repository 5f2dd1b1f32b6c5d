using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tickets;
using CsCheck;

namespace Circle.Domain.Tests.Tickets;

public sealed class TicketBookTests
{
    private static readonly DateOnly Day = new(2013, 11, 12);

    [Fact]
    public void The_first_block_begins_with_one_and_of_two_that_ask_at_once_one_looks_again()
    {
        var book = Reserved(TicketBook.Empty, 0);
        Assert.Equal(50, book!.Last);
        Assert.Equal("reserved", Code(book, 0));
        Assert.Equal(100, Reserved(book, 50)!.Last);
    }

    /// <summary>Several silos, each with what it saw last: a number is given once, and those of a day have no gap but where a silo left its block unused.</summary>
    [Fact]
    public void No_number_is_given_twice()
        => Gen.Select(Gen.Int[0, 2], Gen.Bool).Array[1, 60].Sample(asked =>
        {
            var (book, seen, given) = (TicketBook.Empty, new int[3], new HashSet<int>());
            foreach (var (silo, looks) in asked)
            {
                if (looks) seen[silo] = book.Last;
                if (Reserved(book, seen[silo]) is not { } after) continue;
                for (var number = seen[silo] + 1; number <= after.Last; number++) Assert.True(given.Add(number), $"{number} was given twice");
                (book, seen[silo]) = (after, after.Last);
            }

            Assert.Equal(book.Last, given.Count);
        });

    [Fact]
    public void A_day_ends_with_its_last_number()
    {
        Assert.NotNull(Reserved(new TicketBookState(999_900), 999_900));
        Assert.Equal("full", Code(new TicketBookState(999_950), 999_950));
    }

    [Fact]
    public void Another_day_is_another_book()
    {
        Assert.Equal(("2013-11-12", "2013-11-13"), (TicketBook.IdOf(Day), TicketBook.IdOf(Day.AddDays(1))));
        Assert.Equal(("1112-0062", "1112-123456"), (new TicketNumber(Day, 62).ToString(), new TicketNumber(Day, 123_456).ToString()));
    }

    private static string Code(TicketBookState book, int after) => Assert.IsType<Decision<TicketBookEvent>.Declined>(Decide(book, after)).Refusal.Faults[0].Code;

    private static TicketBookState? Reserved(TicketBookState book, int after)
        => Decide(book, after) is Decision<TicketBookEvent>.Accepted accepted
            ? TicketBook.Fold(book, new Recorded<TicketBookEvent>(accepted.Events.Single().Event, 1, Hotline.Wang, Watched.At("11-12 10:00")))
            : null;

    private static Decision<TicketBookEvent> Decide(TicketBookState book, int after)
        => TicketBook.Decide(book, new TicketBookCommand.Reserve(after), new Circumstances(Watched.At("11-12 10:00"), Hotline.Wang, null, PlaceTree.Empty));
}
