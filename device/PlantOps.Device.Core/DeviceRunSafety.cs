using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Watching;

namespace PlantOps.Device.Core;

/// <summary>What a <see cref="DeviceRun"/> needs to end well.</summary>
internal sealed class DeviceRunSafety
{
    private readonly IFileStore _files;
    private readonly WifiForgetting _wifi;

    public DeviceRunSafety(Watchdog watchdog, IFileStore files, WifiForgetting wifi, IBoard board, IEventLog log)
    {
        Watchdog = watchdog;
        _files = files;
        _wifi = wifi;
        Board = board;
        Log = log;
    }

    public Watchdog Watchdog { get; }

    public IBoard Board { get; }

    public IEventLog Log { get; }

    /// <summary>Starts anew; the next start knows why.</summary>
    public void Restart(string cause)
    {
        new RestartNote(_files).Write(cause);
        Board.Restart();
    }

    /// <summary>Does what comes before, and starts anew.</summary>
    public void Leave(Departure departure)
    {
        if (departure.Ending != Ending.Restart)
        {
            ForgetWifi();
        }

        if (departure.Ending == Ending.FactoryReset)
        {
            new FactoryReset(_files).Run();
        }

        Restart(departure.Cause);
    }

    private void ForgetWifi()
    {
        if (!_wifi.Run())
        {
            Log.Write("the flash did not take that the Wi-Fi is forgotten");
        }
    }
}
