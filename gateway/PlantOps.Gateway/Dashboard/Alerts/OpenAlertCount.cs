using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Alerts;

/// <summary>How many alerts go on, for the bar of every page: counted again after some seconds only.</summary>
internal sealed class OpenAlertCount(OpenAlerts open, TimeProvider time)
{
    private const long CountedFor = 5_000;

    private volatile Counted? _last;

    /// <summary>As last counted, where the store cannot be asked.</summary>
    public int Value
    {
        get
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (_last is { } last && now - last.At is >= 0 and < CountedFor) return last.Value;
            try
            {
                var counted = new Counted(open.All().Count, now);
                _last = counted;
                return counted.Value;
            }
            catch (StoreUnavailableException)
            {
                return _last?.Value ?? 0;
            }
        }
    }

    private sealed record Counted(int Value, long At);
}
