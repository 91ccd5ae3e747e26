using PlantOps.Contracts.Enrolment;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Core.Time;

/// <summary>
/// Sets the clock from the gateway. The answer is not checked, because a certificate cannot be checked without a
/// time; a wrong one keeps the device from connecting, or is corrected by the gateway, which sees a reading from the future.
/// </summary>
internal sealed class TimeSource
{
    private readonly IHttp _http;
    private readonly IClock _clock;

    public TimeSource(IHttp http, IClock clock)
    {
        _http = http;
        _clock = clock;
    }

    /// <summary>Asks for the time; <see langword="false"/> where there was none and the clock is as it was.</summary>
    public bool TrySet(string gateway)
    {
        HttpReply reply = _http.Send(string.Concat(gateway, "/api/time"), null, null);
        long time = reply.Status == 200 ? ServerTime.Parse(reply.Body) : 0;
        if (time == 0)
        {
            return false;
        }

        _clock.SetUnixMs(time);
        return true;
    }
}
