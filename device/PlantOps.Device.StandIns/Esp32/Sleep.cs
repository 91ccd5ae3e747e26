using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Hardware.Esp32;

/// <summary>nanoFramework's sleep control. A device in deep sleep is gone and starts anew; here the caller goes on.</summary>
public class Sleep
{
    public enum WakeupCause
    {
        Undefined = 0,
        Ext0 = 2,
        Ext1 = 3,
        Timer = 4,
        TouchPad = 5,
    }

    public static EspNativeError EnableWakeupByTimer(TimeSpan time)
    {
        SimulatedBoard.Current.WakeupTimer = time;
        return EspNativeError.OK;
    }

    public static WakeupCause GetWakeupCause() => SimulatedBoard.Current.WakeupCause;

    public static void StartDeepSleep() => SimulatedBoard.Current.IsAsleep = true;
}
