using PlantOps.Contracts.Enrolment;
using PlantOps.Device.Board;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class BoardMemoryTests
{
    [Theory]
    [InlineData(64100, 0)]
    [InlineData(1900000, 2097152)]
    public void Read_Board_IsWhatTheLibrariesTell(uint heap, uint psram)
    {
        SimulatedBoard.Current = new SimulatedBoard { FreeHeap = heap, Psram = psram };
        var said = BoardMemory.Read();
        Assert.Equal((heap, psram, 1), (said.HeapBytes, said.PsramBytes, said.Api));
        Assert.Equal(DeviceCapabilities.Absent, said.FlashBytes);
    }
}
