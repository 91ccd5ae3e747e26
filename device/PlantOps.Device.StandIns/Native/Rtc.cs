using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Runtime.Native;

/// <summary>nanoFramework's clock: it is set to whole seconds, whatever the time given has beyond.</summary>
public static class Rtc
{
    public static bool SetSystemTime(DateTime time)
    {
        SimulatedBoard.Current.SystemTime = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        return true;
    }
}
