using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>Nothing else runs meanwhile: what is held is the whole process's.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ExportMemory;

[Collection<ExportMemory>]
public sealed class ExportMemoryTests
{
    [Theory]
    [InlineData("csv", 5, 8_000_000)]
    [InlineData("parquet", 40, 1_500_000)]
    public async Task WriteAsync_MoreThanAMillionReadings_HoldsAFewMegabytes(string format, int mostMegabytes, long every)
    {
        var device = new Device(1, "plant-fern", "Fern", "AA", [], 60, 0);
        var query = new ExportQuery([device], long.MinValue, long.MaxValue, ArchiveFormat.Csv);

        // What earlier tests left to finalizers would otherwise go in between, and hide what is held here.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var output = new MeasuringStream(Held(), every);

        await new ReadingExport(new YearStore { DaysOfIt = 100 }).WriteAsync(
            query, ArchiveFormats.Writer(ArchiveFormats.Parse(format)!.Value, output), TestContext.Current.CancellationToken);

        Assert.InRange(output.Measured, 5, 1000);
        Assert.InRange(output.MostHeld, 0, mostMegabytes * 1_000_000L);
    }

    // One collection: the heap is that of all tests, and GetTotalMemory would go through it up to twenty times.
    private static long Held()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    /// <summary>Looks every few megabytes how much is held.</summary>
    private sealed class MeasuringStream(long before, long every) : MemoryStream
    {
        private long _written;

        public int Measured { get; private set; }

        public long MostHeld { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _written += buffer.Length;
            if (_written < (Measured + 1) * every) return ValueTask.CompletedTask;
            Measured++;
            MostHeld = Math.Max(MostHeld, Held() - before);
            return ValueTask.CompletedTask;
        }
    }
}
