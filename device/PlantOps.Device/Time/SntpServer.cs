using nanoFramework.Networking;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Time;

/// <summary>
/// SNTP by the platform, which asks by itself as soon as there is an address, and from then on every hour. It tells
/// nobody of an answer, so the step that an answer makes in the calendar against the running time is looked for.
/// </summary>
internal sealed class SntpServer : ITimeServer
{
    private const int PatienceMs = 10000;
    private const int LookMs = 200;

    // The two clocks are read one after the other; a smaller step is not told from that, and no correction worth having.
    private const int StepMs = 20;

    private readonly IClock _clock;

    public SntpServer(IClock clock) => _clock = clock;

    public bool TryUpdate()
    {
        ISignal pause = _clock.NewSignal();
        bool wasKnown = _clock.UnixMs > 0;
        long before = Offset();
        long deadline = _clock.UptimeMs + PatienceMs;
        Sntp.UpdateNow();
        while (_clock.UptimeMs < deadline)
        {
            pause.Wait(LookMs);
            if (wasKnown ? HasStepped(before) : _clock.UnixMs > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasStepped(long before)
    {
        long step = Offset() - before;
        return step >= StepMs || step <= -StepMs;
    }

    private long Offset() => _clock.UnixMs - _clock.UptimeMs;
}
