using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Hosting.Logging;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Hosting.Logging;

public sealed class StrangerLogLimitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly StrangerLogLimit _limit;

    public StrangerLogLimitTests() =>
        _limit = new StrangerLogLimit(_time, new LoggerFactory([_log]).CreateLogger<StrangerLogLimit>());

    public void Dispose() => _limit.Dispose();

    [Fact]
    public void Allows_ManyOfAnAddress_EndsAtTheLimitAndSaysHowManyMoreThereWere()
    {
        Assert.Equal(StrangerLogLimit.MaxPerAddress, Ask("192.0.2.7", 1000));
        Assert.Equal(1, Ask("192.0.2.8", 1));
        Assert.Empty(_log.Text);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal($"{1000 - StrangerLogLimit.MaxPerAddress} more requests of 192.0.2.7 not logged", _log.Text);
        Assert.Equal(1, Ask("192.0.2.7", 1));
    }

    [Fact]
    public void Allows_ManyAddresses_EndsAltogetherAndNamesAFew()
    {
        var asked = Enumerable.Range(0, 2000).Sum(i => Ask(i.ToString(CultureInfo.InvariantCulture), 10));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(StrangerLogLimit.MaxAltogether, asked);
        Assert.True(_log.Text.Split('\n').Length <= 11, "A summary is short.");
        Assert.Contains("more requests of other addresses not logged", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Allows_FewRequests_SaysNothingAfterwards()
    {
        Assert.Equal(StrangerLogLimit.MaxPerAddress, Ask("192.0.2.7", StrangerLogLimit.MaxPerAddress));

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(_log.Text);
    }

    private int Ask(string address, int times) => Enumerable.Range(0, times).Count(_ => _limit.Allows(address));
}
