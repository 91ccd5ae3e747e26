using nanoFramework.Hardware.Esp32;
using PlantOps.Contracts.Enrolment;
using NanoGC = nanoFramework.Runtime.Native.GC;

namespace PlantOps.Device.Board;

/// <summary>What the board has, as far as the libraries tell: the size of the flash they do not.</summary>
internal static class BoardMemory
{
    /// <summary>
    /// Called as the firmware begins, with little of its own made yet: how large the managed heap is in all nothing tells,
    /// and what is free then is what there will ever be.
    /// </summary>
    public static DeviceCapabilities Read()
    {
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.SpiRam, out uint psram, out uint _, out uint _);
        return new DeviceCapabilities
        {
            HeapBytes = NanoGC.Run(true),
            PsramBytes = psram,
            Api = DeviceCapabilities.CurrentApi,
        };
    }
}
