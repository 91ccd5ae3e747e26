using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Runtime.Native;

public static class SystemInfo
{
    public static string TargetName => SimulatedBoard.Current.TargetName;
}
