using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Hardware.Esp32;

public class NativeMemory
{
    public enum MemoryType
    {
        All,
        Internal,
        SpiRam,
    }

    /// <summary>The sizes of the board's memory outside the chip; of the inner nothing is simulated.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        totalSize = memType == MemoryType.Internal ? 0 : SimulatedBoard.Current.Psram;
        totalFreeSize = totalSize;
        largestFreeBlock = totalSize;
    }
}
