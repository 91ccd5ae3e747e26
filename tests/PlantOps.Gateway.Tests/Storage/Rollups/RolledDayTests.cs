using CsCheck;
using PlantOps.Gateway.Storage.LiteDb.Rollups;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Rollups;

public sealed class RolledDayTests
{
    [Fact]
    public void Decode_AnyHistory_GivesWhatWasEncoded() =>
        Gen.Select(TestReadings.History, Gen.Enum<RollupPeriod>(), Gen.Bool).Sample((readings, period, gone) =>
    {
        var rollups = new List<Rollup>();
        RollupSeries.Add(readings.OrderBy(reading => reading.Time).ToArray(), period.Length(), rollups);
        var decoded = RolledDay.Decode(new RolledDay(period, gone, rollups).Encode());
        Assert.Equal(period, decoded.Period);
        Assert.Equal(gone, decoded.RawGone);
        Assert.Equal(rollups, decoded.Rollups);
    });

    [Fact]
    public void Decode_AnyByteChanged_IsRefused()
    {
        var rollups = new List<Rollup>();
        RollupSeries.Add(TestReadings.Minutes(1440), RollupPeriod.Hour.Length(), rollups);
        var block = new RolledDay(RollupPeriod.Hour, RawGone: false, rollups).Encode();
        for (var i = 0; i < block.Length; i++)
        {
            var changed = (byte[])block.Clone();
            changed[i] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => RolledDay.Decode(changed));
        }
    }

    [Fact]
    public void Add_HoursOfQuarterHours_AreHoursOfReadings() => TestReadings.History.Sample(history =>
    {
        var readings = history.Where(reading => reading.Values[0] is > -1e6 and < 1e6).OrderBy(reading => reading.Time).ToArray();
        var quarters = new List<Rollup>();
        RollupSeries.Add(readings, RollupPeriod.QuarterHour.Length(), quarters);
        var hours = new List<Rollup>();
        RollupSeries.Add(quarters.ToArray(), RollupPeriod.Hour.Length(), hours);
        RollupModel.AssertEqual(readings, RollupPeriod.Hour.Length(), hours);
    });

    [Theory]
    [InlineData(0.1, 0.2, 0.3)]
    [InlineData(21.55, 0.01, 21.56)]
    [InlineData(-0.3, 0.1, -0.2)]
    [InlineData(1e300, 1, 1e300)]
    public void DecimalSum_Fractions_AddUpAsOnPaper(double a, double b, double sum) => Assert.Equal(sum, DecimalSum.Add(a, b));
}
