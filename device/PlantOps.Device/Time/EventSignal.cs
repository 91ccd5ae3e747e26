using System.Threading;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Time;

/// <summary>A signal over an event that ends one wait.</summary>
internal sealed class EventSignal : ISignal
{
    private readonly AutoResetEvent _event = new AutoResetEvent(false);

    public void Set() => _event.Set();

    public void Wait(int milliseconds) => _event.WaitOne(milliseconds, false);
}
