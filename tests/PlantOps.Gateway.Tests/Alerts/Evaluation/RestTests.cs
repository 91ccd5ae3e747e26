using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

/// <summary>Plants that are left dry while they rest: nobody is told to water them then.</summary>
public sealed class RestTests
{
    private const string Cactus = "When dry through, none in winter";
    private const string Orchid = "When nearly dry, hardly in winter";
    private const string Hyacinth = "When the surface is dry, dry in summer";

    [Theory]
    [InlineData("mammillaria-hahniana", nameof(RestWatering.None), false)]
    [InlineData("dendrobium-nobile", nameof(RestWatering.Hardly), false)]
    [InlineData("hyacinthus-orientalis", nameof(RestWatering.AsAlways), true)]
    [InlineData("monstera-deliciosa", nameof(RestWatering.AsAlways), false)]
    public void Of_Species_IsWhatItsProfileSays(string species, string winter, bool isDryInSummer)
    {
        var rest = SpeciesRanges.Of(SpeciesFile.BuiltIn().Single(profile => profile.Id == species)).Rest;

        Assert.Equal((winter, isDryInSummer), (rest.Winter.ToString(), rest.IsDryInSummer));
    }

    [Fact]
    public void Take_DryCactusInWinter_SaysNothing()
    {
        var bench = At(Cactus, 12, 1).Reads(5 * Day, new Values(Soil: 6));

        Assert.Empty(bench.Said);
        Assert.Equal(PlantCondition.Ok, bench.Condition);
    }

    [Fact]
    public void Take_DryCactusWhenItGrowsAgain_IsRaised()
    {
        var bench = At(Cactus, 2, 28).Reads(2 * Day, new Values(Soil: 12));

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), bench.Said[0].At);
    }

    [Fact]
    public void Take_OpenAlertWhenRestBegins_Ends()
    {
        var bench = At(Cactus, 10, 31).Reads(2 * Day, new Values(Soil: 12));

        Assert.Equal(["Raised Warning soil_moisture.low", "Recovered Warning soil_moisture.low"], bench.Words);
    }

    [Fact]
    public void Take_PlantThatHardlyDrinksInWinter_IsRaisedOnlyWhereItIsHarmed()
    {
        var dry = At(Orchid, 12, 1).Reads(2 * Day, new Values(Soil: 12));
        var harmed = At(Orchid, 12, 1).Reads(2 * Day, new Values(Soil: 6)).Reads(2 * Day, new Values(Soil: 30));

        Assert.Empty(dry.Said);
        Assert.Equal(["Raised Critical soil_moisture.low", "Recovered Critical soil_moisture.low"], harmed.Words);
        Assert.Equal(harmed.Said[1].At, harmed.Said[1].Since + (10 * Minute));
    }

    [Fact]
    public void Take_BulbInSummer_SaysNothingUntilSeptember()
    {
        Assert.Empty(At(Hyacinth, 7, 1).Reads(2 * Day, new Values(Soil: 12)).Said);
        Assert.NotEmpty(At(Hyacinth, 8, 31).Reads(2 * Day, new Values(Soil: 12)).Said);
    }

    [Theory]
    [InlineData(nameof(Hemisphere.South), 7)]
    [InlineData(nameof(Hemisphere.North), 1)]
    public void Take_WinterOfItsHalfOfTheEarth_SaysNothing(string hemisphere, int month) =>
        Assert.Empty(
            At(Cactus, month, 1, hemisphere: Enum.Parse<Hemisphere>(hemisphere)).Reads(2 * Day, new Values(Soil: 12)).Said);

    [Theory]
    [InlineData(nameof(Hemisphere.South), 1)]
    [InlineData(nameof(Hemisphere.North), 7)]
    [InlineData(nameof(Hemisphere.Tropics), 1)]
    public void Take_AnyOtherTime_IsRaised(string hemisphere, int month) =>
        Assert.NotEmpty(
            At(Cactus, month, 1, hemisphere: Enum.Parse<Hemisphere>(hemisphere)).Reads(2 * Day, new Values(Soil: 12)).Said);

    [Fact]
    public void Take_OwnersOwnThreshold_HoldsInWinterToo()
    {
        var own = new Dictionary<string, RuleChange> { ["soil_moisture.low"] = new RuleChange { Warning = 15 } };

        Assert.Equal(["Raised Warning soil_moisture.low"], At(Cactus, 12, 1, own).Reads(Day, new Values(Soil: 12)).Words);
    }

    [Fact]
    public void Take_OtherThingsInWinter_AreWatchedAsAlways()
    {
        var bench = At(Cactus, 12, 1).Reads(2 * Day, new Values(Soil: 90));

        Assert.Equal(["Raised Warning soil_moisture.high"], bench.Words);
    }

    private static TrackBench At(
        string watering, int month, int day, Dictionary<string, RuleChange>? own = null, Hemisphere hemisphere = Hemisphere.North)
    {
        var ranges = new PlantRanges
        {
            Soil = new MetricRange(20, 75) { CriticalLow = 8 },
            Rest = WateringHabit.Of(watering),
        };
        return new TrackBench(RuleBook.Of(ranges, own ?? []), hemisphere)
        {
            Now = new DateTimeOffset(2026, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
        };
    }
}
