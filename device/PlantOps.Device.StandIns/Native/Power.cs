using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Runtime.Native;

/// <summary>nanoFramework's power control. A device that was told to reboot is gone; here the caller goes on.</summary>
public class Power
{
    public static void RebootDevice(RebootOption rebootOption) => SimulatedBoard.Current.Reboot = rebootOption;
}
