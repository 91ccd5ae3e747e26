using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Watching;

namespace PlantOps.Device.Core;

/// <summary>What a <see cref="DeviceRun"/> needs to end well.</summary>
internal sealed class DeviceRunSafety
{
    public DeviceRunSafety(Watchdog watchdog, RestartNote note, IBoard board, IEventLog log)
    {
        Watchdog = watchdog;
        Note = note;
        Board = board;
        Log = log;
    }

    public Watchdog Watchdog { get; }

    public RestartNote Note { get; }

    public IBoard Board { get; }

    public IEventLog Log { get; }
}
