using System;
using PlantOps.Device.Board;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Watching;
using PlantOps.Device.Portal;
using PlantOps.Device.Starting;
using PlantOps.Device.Storage;
using PlantOps.Device.Time;

namespace PlantOps.Device;

/// <summary>Where the interpreter begins. It must not end: a device whose program has ended does nothing at all.</summary>
internal static class Program
{
    private const int PortalPort = 80;

    private static void Main()
    {
        BoardClock clock = new BoardClock();
        SerialLog log = new SerialLog(clock);
        LittleFsStore files = new LittleFsStore(LittleFsStore.InternalDrive);
        CrashBackoff crashes = new CrashBackoff(files);
        try
        {
            new Firmware(clock, files, log, crashes, new SocketListener(SoftAccessPoint.Address, PortalPort)).Run();
        }
        catch (Exception e)
        {
            log.Write(CrashText.Of(e));
        }

        int waitMs = crashes.Crashed();
        log.Write(string.Concat("restarting in ", (waitMs / 1000).ToString(), " s"));
        clock.NewSignal().Wait(waitMs);
        new RestartNote(files).WriteUnlessThere(RestartCauses.Crash);
        nanoFramework.Runtime.Native.Power.RebootDevice(nanoFramework.Runtime.Native.RebootOption.NormalReboot);
    }
}
