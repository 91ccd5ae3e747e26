using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Readings;

public sealed class DiskFullTests
{
    private const int Fern = 1;

    [Fact]
    public void Append_DiskFull_StoresNothingAndGoesOnWhenThereIsRoom()
    {
        using var disk = new SmallDisk(megabytes: 12);
        var stored = 0;
        var readings = TestReadings.Minutes(200_000);
        using (var file = Open(disk))
        {
            var store = TemporaryDirectory.Store(file);
            stored = Store(store, readings, stored, 300);
            disk.Fill();
            var refused = AppendUntilRefused(store, readings, ref stored);
            Assert.Contains(disk.Path, refused.Message, StringComparison.Ordinal);
            Assert.Equal(readings[..stored], store.Read(Fern, 0, long.MaxValue, int.MaxValue));
            Assert.Throws<StoreUnavailableException>(() => Store(store, readings, stored, 300));

            disk.Free();
            stored = Store(store, readings, stored, 300);
            store.Folder.Fold();
            Assert.Equal(readings[..stored], store.Read(Fern, 0, long.MaxValue, int.MaxValue));
        }

        using var reopened = Open(disk);
        Assert.Equal(readings[..stored], TemporaryDirectory.Store(reopened).Read(Fern, 0, long.MaxValue, int.MaxValue));
    }

    [Fact]
    public void Fold_DiskFull_LosesNothingAndGoesOnWhenThereIsRoom()
    {
        using var disk = new SmallDisk(megabytes: 12);
        var readings = TestReadings.Minutes(50_000);
        using (var file = Open(disk))
        {
            var store = TemporaryDirectory.Store(file);
            var stored = Store(store, readings, 0, readings.Length);
            disk.Fill();
            AppendUntilRefused(store, TestReadings.Minutes(200_000, boot: 2), ref stored);
            Assert.Throws<StoreUnavailableException>(store.Folder.Fold);
            disk.Free();
            store.Folder.Fold();
            Assert.Equal(0, store.Folder.Pending);
        }

        using var reopened = Open(disk);
        var found = TemporaryDirectory.Store(reopened).Read(Fern, 0, long.MaxValue, int.MaxValue);
        Assert.Equal(readings, found.Where(reading => reading.Boot == 1));
    }

    private static LiteDbFile Open(SmallDisk disk) => new(new DataDirectory(disk.Path), NullLogger<LiteDbFile>.Instance);

    /// <summary>Stores so many further readings and returns how many are stored then.</summary>
    private static int Store(LiteDbReadingStore store, Reading[] readings, int stored, int count)
    {
        var result = store.Append(TestReadings.Group(Fern, readings[stored..(stored + count)]));
        Assert.Equal(new AppendResult(count, 0), result);
        return stored + count;
    }

    /// <summary>What the files had room for still fits; then a commit must fail.</summary>
    private static StoreUnavailableException AppendUntilRefused(LiteDbReadingStore store, Reading[] readings, ref int stored)
    {
        while (true)
        {
            try
            {
                stored = Store(store, readings, stored, 300);
            }
            catch (StoreUnavailableException refused)
            {
                return refused;
            }
        }
    }
}
