using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Tests.Dashboard.PlantPage;

public sealed class JournalRowsTests
{
    private const long Now = 1_777_622_400_000;
    private const long Hour = 60 * 60 * 1000;

    private static readonly Speech English = new(new En(), new EnglishAlertWords());
    private static readonly Speech German = new(new De(), new GermanAlertWords());

    [Fact]
    public void Of_AWateringThatTheSoilShows_IsOneRowThatSaysBoth()
    {
        JournalEntry[] said = [Said(JournalKind.Watered, Now - (2 * Hour), 300), Said(JournalKind.Note, Now - (3 * Hour))];
        Watering[] seen = [new(Now - Hour, 20, 54.2)];

        var row = JournalRows.Of(said, seen, English, 30)[0];

        Assert.Equal(("Watered", "300\u00a0ml", "seen in the soil, +34\u00a0%", "Ada"), (row.What, row.Amount, row.Seen, row.By));
        Assert.Equal("im Boden gesehen, +34\u00a0%", JournalRows.Of(said, seen, German, 30)[0].Seen);
        Assert.Equal(2, JournalRows.Of(said, seen, English, 30).Count);
    }

    [Fact]
    public void Of_AWateringThatNobodyNoted_IsARowWithoutAnEntry()
    {
        var rows = JournalRows.Of([Said(JournalKind.Watered, Now - (50 * Hour))], [new(Now - Hour, 20, 40)], English, 30);

        Assert.Equal([null, "e"], rows.Select(row => row.Id));
        Assert.Equal(("nobody noted it", "seen in the soil, +20\u00a0%"), (rows[0].By, rows[0].Seen));
        Assert.Null(rows[1].Seen);
    }

    [Fact]
    public void Of_TwoWateringsThatAreOneInTheSoil_HasItSeenOnce()
    {
        JournalEntry[] said = [Said(JournalKind.Watered, Now - Hour), Said(JournalKind.Watered, Now - (2 * Hour))];

        var rows = JournalRows.Of(said, [new(Now - Hour, 20, 40)], English, 30);

        Assert.Single(rows, row => row.Seen is not null);
    }

    [Fact]
    public void Of_MoreThanAPageHasRoomFor_LeavesOutWhatWasSeenBeforeThem()
    {
        var rows = JournalRows.Of(
            [Said(JournalKind.Note, Now), Said(JournalKind.Note, Now - Hour)], [new(Now - (9 * Hour), 20, 40)], English, 2);

        Assert.All(rows, row => Assert.Equal("Note", row.What));
    }

    private static JournalEntry Said(JournalKind kind, long at, int? ml = null) =>
        new() { Id = "e", Kind = kind, At = at, By = "Ada", AmountMl = ml };
}
