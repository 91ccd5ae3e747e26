using System.Runtime;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Until it is disposed nothing is collected, as long as the start stays within its usual memory: a collection would take a
/// tenth of the start, and nearly everything that is made then is there to stay. <see cref="MemoryRelease"/> takes the rest.
/// </summary>
internal sealed class UninterruptedStart : IDisposable
{
    /// <summary>Twice what a start allocates with an empty data directory. Beyond it the collector works as always.</summary>
    private const long Bytes = 64 * 1024 * 1024;

    private readonly bool _isHeld;

    public UninterruptedStart()
    {
        try
        {
            _isHeld = GC.TryStartNoGCRegion(Bytes);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // Another start of this process has it, or the machine gives the collector less memory.
        }
    }

    public void Dispose()
    {
        if (!_isHeld || GCSettings.LatencyMode != GCLatencyMode.NoGCRegion) return;
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }
}
