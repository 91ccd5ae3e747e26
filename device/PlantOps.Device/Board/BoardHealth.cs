using PlantOps.Device.Core.Presence;
using NanoGC = nanoFramework.Runtime.Native.GC;

namespace PlantOps.Device.Board;

/// <summary>The managed heap. Looking at it collects first, about once a minute with the heartbeat.</summary>
internal sealed class BoardHealth : IDeviceHealth
{
    private long _lowest = long.MaxValue;

    public long FreeHeap
    {
        get
        {
            long free = NanoGC.Run(false);
            if (free < _lowest)
            {
                _lowest = free;
            }

            return free;
        }
    }

    /// <summary>The fewest bytes that were free after a collection; between two of them there were fewer.</summary>
    public long LowHeap => _lowest == long.MaxValue ? FreeHeap : _lowest;
}
