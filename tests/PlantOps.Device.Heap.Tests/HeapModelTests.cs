using Xunit.Sdk;
using Xunit.v3;
using PlantOps.HeapCounter;

[assembly: Parallelization(Mode = ParallelMode.None)]

namespace PlantOps.Device.Heap.Tests;

/// <summary>
/// The counted heap against the real interpreter in its 32-bit build, on which the firmware of November 2026 was run:
/// out of memory where that was, and not where it was not. docs/firmware.md has the figures side by side.
/// </summary>
public sealed class HeapModelTests : IDisposable
{
    // A message of 20 readings with all metrics, as that firmware sent it.
    private const int MessageBytes = 2412;

    // Measured: in use when Main begins, with the run made, and connected in the steady state.
    private const int AtMain = 47_900;
    private const int RunMade = 74_000;
    private const int Connected = 92_000;

    public void Dispose() => ManagedHeap.Use(null);

    [Fact]
    public void TypeTables_AsMeasured() => Assert.Equal(7096, new TypeTables(210, 1221, 614, 360).Bytes);

    [Theory]
    [InlineData(112_000, 100, true)]
    [InlineData(112_000, 300, false)]
    [InlineData(130_000, 300, false)]
    [InlineData(130_000, 5000, false)]
    [InlineData(200_000, 5000, false)]
    public void FilesReadInALoop_FinalizersNotSuppressed_FitAsMeasured(int heap, int files, bool fits)
    {
        // What the start held beside them: the buffer and the configuration.
        Use(heap, AtMain + 18_000);
        Assert.Equal(fits, !RunsOut(() => Open(files, false)));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(310, false)]
    public void FilesReadInALoop_In64Kilobytes_FitAsMeasured(int files, bool fits)
    {
        Use(64 * 1024, 0);
        Assert.Equal(fits, !RunsOut(() => Open(files, false)));
    }

    [Fact]
    public void FilesReadInALoop_FinalizersSuppressed_CostNothing()
    {
        Use(64 * 1024, 0);
        Open(2000, true);
        Assert.True(ManagedHeap.Current!.Live() < 1000);
    }

    [Fact]
    public void FilesReadInALoop_WithAPause_CostNothing()
    {
        Use(64 * 1024, 0);
        for (var i = 0; i < 10; i++)
        {
            Open(200, false);
            ManagedHeap.Current!.Live();
            ManagedHeap.Waited();
        }
    }

    [Theory]
    [InlineData(112_000, 4, false)]
    [InlineData(130_000, 4, true)]
    [InlineData(112_000, 1, true)]
    [InlineData(106_000, 1, true)]
    public void MessagesUnderWay_FitAsMeasured(int heap, int messages, bool fits)
    {
        Use(heap, Connected);
        var gateway = new Gateway();
        var link = new CountedLink(new DeviceTime(1), gateway);
        link.Resume();
        Assert.Equal(fits, !RunsOut(() =>
        {
            for (var i = 0; i < messages; i++) link.Publish("devices/fern-0123/telemetry", Message(), true, false);
        }));
    }

    [Fact]
    public void Constants_AddUpToWhatWasMeasured()
    {
        Assert.Equal(AtMain, HeapModel.LibrariesThen + 7096 + HeapModel.StaticsThen);
        Assert.InRange(RunMade + (2 * HeapModel.Thread) + HeapModel.Connection, 91_000, 93_000);
    }

    private static void Use(int heap, int taken) => ManagedHeap.Use(new ManagedHeap(heap, taken));

    private static byte[] Message()
    {
        var message = new byte[MessageBytes];
        ManagedHeap.Allocated(message);
        return message;
    }

    private static void Open(int files, bool suppress)
    {
        var name = Path.GetTempFileName();
        for (var i = 0; i < files; i++)
        {
            using var file = new FileStream(name, FileMode.Open);
            ManagedHeap.Allocated(file);
            if (suppress) ManagedHeap.SuppressFinalize(file);
        }

        File.Delete(name);
    }

    private static bool RunsOut(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (OutOfMemoryException)
        {
            return true;
        }
    }
}
