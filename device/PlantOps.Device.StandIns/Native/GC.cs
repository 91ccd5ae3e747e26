using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Runtime.Native;

public static class GC
{
    /// <summary>Collects; returns the bytes of the managed heap that are free.</summary>
    public static uint Run(bool compactHeap) => SimulatedBoard.Current.FreeHeap;
}
