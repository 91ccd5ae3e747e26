using PlantOps.Gateway.Backup;

namespace PlantOps.Gateway.Tests.Backup;

public sealed class BackupKeepingTests
{
    private static readonly DateTimeOffset Newest = new(2026, 5, 31, 3, 4, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7d,4w,12m", 7, 4, 12)]
    [InlineData(" 3d ", 3, 0, 0)]
    [InlineData("2m,1d", 1, 0, 2)]
    public void Parse_ThatCanBeRead_IsIt(string text, int days, int weeks, int months) =>
        Assert.Equal(new BackupKeeping(days, weeks, months), BackupKeeping.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("7y")]
    [InlineData("7d,7d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1.5d")]
    [InlineData("7d,")]
    [InlineData("99999999999d")]
    public void Parse_ThatCannotBeRead_IsNothing(string text) => Assert.Null(BackupKeeping.Parse(text));

    [Fact]
    public void Superfluous_OfTwoYearsOfNights_KeepsSevenDaysFourWeeksAndTwelveMonths()
    {
        var all = Enumerable.Range(0, 730).Select(day => Backup(Newest.AddDays(-day))).ToList();

        var kept = all.Except(BackupKeeping.Parse("7d,4w,12m")!.Superfluous(all, TimeZoneInfo.Utc))
            .Select(backup => backup.TakenAt.Date).ToList();

        // Days 25–31 of May, Sundays 31, 24, 17 and 10, and the last of each month.
        Assert.Equal(7 + 3 - 1 + 1 + 11, kept.Count);
        Assert.Contains(new DateTime(2026, 5, 10), kept);
        Assert.Contains(new DateTime(2025, 6, 30), kept);
        Assert.DoesNotContain(new DateTime(2025, 5, 31), kept);
    }

    [Fact]
    public void Superfluous_SeveralOfADay_KeepsTheNewest()
    {
        BackupFile[] all = [Backup(Newest), Backup(Newest.AddHours(2)), Backup(Newest.AddHours(1))];

        Assert.Equal([all[2], all[0]], new BackupKeeping(1, 1, 1).Superfluous(all, TimeZoneInfo.Utc));
    }

    [Fact]
    public void Superfluous_GatewayWasOffForAYear_KeepsWhatThereIs()
    {
        BackupFile[] all = [Backup(Newest), Backup(Newest.AddDays(-400)), Backup(Newest.AddDays(-800))];

        Assert.Empty(new BackupKeeping(3, 0, 0).Superfluous(all, TimeZoneInfo.Utc));
    }

    private static BackupFile Backup(DateTimeOffset at) => new(BackupFile.IdOf(at), "/backups", 1, at);
}
