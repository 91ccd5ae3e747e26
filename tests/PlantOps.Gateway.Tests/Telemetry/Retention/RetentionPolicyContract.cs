using Microsoft.Extensions.Options;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Telemetry.Retention;

/// <summary>How long history is kept, on each store: what an owner said last holds, also after a restart and elsewhere.</summary>
public abstract class RetentionPolicyContract(TestStore store) : IDisposable
{
    private static readonly RetentionDays Said = RetentionDays.Of([10, 20, 30, 0]);

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Refresh_NobodySaidAnything_IsAsConfigured()
    {
        var policy = Policy();

        policy.Refresh();

        Assert.Equal(RetentionDays.Of([5, 6, 7, 8]), policy.Now);
    }

    [Fact]
    public void Change_Once_HoldsAtOnceAfterARestartAndAtAnotherGateway()
    {
        var other = Policy();
        var policy = Policy();

        policy.Change(Said);
        other.Refresh();
        var elsewhere = other.Now;
        store.Restart();
        var later = Policy();
        later.Refresh();

        Assert.Equal((Said, Said, Said), (policy.Now, elsewhere, later.Now));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, null)]
    [InlineData(2, 2, 2, 2, null)]
    [InlineData(2, 0, 0, 0, null)]
    [InlineData(1, 0, 0, 0, "raw_days")]
    [InlineData(36_501, 0, 0, 0, "raw_days")]
    [InlineData(0, 5, 0, 0, "quarter_hour_days")]
    [InlineData(5, 4, 0, 0, "quarter_hour_days")]
    [InlineData(5, 5, 4, 0, "hour_days")]
    public void Check_Days_CoarserHistoryIsKeptAtLeastAsLong(int raw, int quarterHours, int hours, int days, string? wrong) =>
        Assert.Equal(wrong, RetentionDays.Of([raw, quarterHours, hours, days]).Check().Keys.SingleOrDefault());

    private RetentionPolicy Policy() => new(
        store.Records, Options.Create(new RetentionOptions { RawDays = 5, QuarterHourDays = 6, HourDays = 7, DayDays = 8 }));
}
