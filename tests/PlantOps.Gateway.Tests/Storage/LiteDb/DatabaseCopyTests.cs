using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>A copy of a database that is in use.</summary>
public sealed class DatabaseCopyTests : IDisposable
{
    private const int Fern = 1;

    /// <summary>Takes much longer to copy than a publish takes to be stored.</summary>
    private const int Megabytes = 100;

    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _other = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Copied => _other.Data.Database;

    [Fact]
    public async Task CopyTo_WhileReadingsAreStored_HasWhatWasStoredBefore()
    {
        using var file = _directory.OpenFile();
        var store = TemporaryDirectory.Store(file);
        store.Append(TestReadings.Group(Fern, TestReadings.Minutes(60 * 1440)));
        store.Folder.Fold();
        var stored = new ConcurrentQueue<long>();
        using var enough = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var writing = Task.Run(
            () =>
            {
                for (var sequence = 0; !enough.IsCancellationRequested; sequence++)
                {
                    store.Append(TestReadings.Group(Fern, TestReadings.At(TestReadings.Start + sequence, boot: 2, sequence)));
                    stored.Enqueue(sequence);
                    if (sequence == 20) begun.SetResult();
                }
            },
            Token);
        await begun.Task.WaitAsync(Token);

        var before = stored.ToArray();
        file.CopyTo(Copied, Token);
        var during = stored.Count - before.Length;
        await enough.CancelAsync();
        await writing;

        TestContext.Current.SendDiagnosticMessage("{0} commits while {1} bytes were copied", during, new FileInfo(Copied).Length);
        using var copy = _other.OpenFile();
        var there = TemporaryDirectory.Store(copy).Read(Fern, 0, long.MaxValue, int.MaxValue);
        Assert.Equal(60 * 1440, there.Count(reading => reading.Boot == 1));
        Assert.Empty(before.Except(there.Where(reading => reading.Boot == 2).Select(reading => reading.Sequence)));
        Assert.Equal((60 * 1440) + stored.Count, store.Read(Fern, 0, long.MaxValue, int.MaxValue).Count);
    }

    [Fact]
    public async Task CopyTo_WhileMuchIsStored_KeepsTheLogShort()
    {
        using var file = _directory.OpenFile();
        Fill(file, Megabytes);
        var store = TemporaryDirectory.Store(file);
        var writing = new TaskCompletionSource();
        var copying = Task.Run(
            async () =>
            {
                await writing.Task;
                file.CopyTo(Copied, Token);
            },
            Token);
        var written = file.Written;
        for (var sequence = 0; !copying.IsCompleted; sequence++)
        {
            store.Append(TestReadings.Group(Fern, [.. Enumerable.Range(0, 500)
                .Select(i => TestReadings.At(TestReadings.Start + (sequence * 500) + i, boot: 1, (sequence * 500) + i))]));
            writing.TrySetResult();
        }

        await copying;
        TestContext.Current.SendDiagnosticMessage("{0} bytes written meanwhile", file.Written - written);
        Assert.InRange(new FileInfo(_directory.Data.DatabaseLog).Length, 0, 4 * 1024 * 1024);
        Assert.Equal(Megabytes, DatabaseDigest.Of(Copied, Token)["ballast"].Count);
    }

    [Fact]
    public void CopyTo_AFileThatIsThere_LeavesItAlone()
    {
        File.WriteAllText(Copied, "mine");
        using var file = _directory.OpenFile();

        Assert.Throws<StoreUnavailableException>(() => file.CopyTo(Copied, Token));

        Assert.Equal("mine", File.ReadAllText(Copied));
        Assert.Single(Directory.GetFiles(_other.Path));
    }

    [Fact]
    public void CopyTo_OntoAFullDisk_LeavesNothingAndStoringGoesOn()
    {
        using var disk = new SmallDisk(1);
        disk.Fill();
        using var file = _directory.OpenFile();
        var store = TemporaryDirectory.Store(file);
        store.Append(TestReadings.Group(Fern, TestReadings.Minutes(10)));

        Assert.Throws<StoreUnavailableException>(() => file.CopyTo(Path.Combine(disk.Path, "copy.db"), Token));

        Assert.Single(Directory.GetFiles(disk.Path));
        store.Append(TestReadings.Group(Fern, TestReadings.Minutes(10, boot: 2)));
        file.CopyTo(Copied, Token);
        Assert.Equal(20, CopyCheck.Read(Copied, Token).Readings);
    }

    [Fact]
    public void Read_ACopy_CountsReadingsInBucketsAndChunksOnce()
    {
        using (var file = _directory.OpenFile())
        {
            var store = TemporaryDirectory.Store(file);
            store.Append(TestReadings.Group(Fern, TestReadings.Minutes(2000)));
            store.Folder.Fold();
            store.Append(TestReadings.Group(2, TestReadings.Minutes(7)));
            file.CopyTo(Copied, Token);
        }

        var bytes = File.ReadAllBytes(Copied);
        var found = CopyCheck.Read(Copied, Token);

        Assert.Equal((2007, 0, bytes.Length), (found.Readings, found.Damaged, (int)found.Bytes));
        Assert.Equal(bytes, File.ReadAllBytes(Copied));
    }

    [Fact]
    public async Task Copy_AskedOfARunningGateway_IsADatabaseThatAnotherStartsOn()
    {
        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path))
        {
            gateway.Services.GetRequiredService<IReadingStore>().Append(TestReadings.Group(Fern, TestReadings.Minutes(100)));
            using var local = gateway.Local();
            var request = new StoreCopyRequest { File = Copied };

            using var answer =
                await local.PostAsJsonAsync(LocalStoreApi.CopyPath, request, StorageJson.Default.StoreCopyRequest, Token);
            using var again =
                await local.PostAsJsonAsync(LocalStoreApi.CopyPath, request, StorageJson.Default.StoreCopyRequest, Token);

            var copy = await answer.Content.ReadFromJsonAsync(StorageJson.Default.StoreCopyView, Token);
            Assert.Equal((100, Copied), (copy!.Readings, copy.File));
            Assert.Equal(System.Net.HttpStatusCode.Conflict, again.StatusCode);
        }

        await using var second = await GatewayHost.StartedAsync(dataDirectory: _other.Path);
        Assert.Equal(100, second.Services.GetRequiredService<IReadingStore>().Read(Fern, 0, long.MaxValue, int.MaxValue).Count);
    }

    [Fact]
    public async Task Copy_OfALargeDatabase_KeepsNoDeviceWaitingUntilItEnds()
    {
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);
        Fill(gateway.Services.GetRequiredService<LiteDbFile>(), Megabytes);
        using var device = new BrokerClient(gateway, "fern");
        await device.ConnectAsync();
        using var local = gateway.Local();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        var copies = 0;
        var acknowledged = false;
        var publishing = Task.Run(
            async () =>
            {
                while (!acknowledged)
                {
                    // A copy has this name until it is whole.
                    var part = CopyNumber(Volatile.Read(ref copies)) + ".part";
                    var isUnderWay = File.Exists(part);
                    var publish = device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5}""");
                    Assert.True((await publish.WaitAsync(deadline.Token)).IsSuccess);
                    acknowledged = isUnderWay && File.Exists(part);
                }
            },
            Token);

        while (!publishing.IsCompleted)
        {
            var request = new StoreCopyRequest { File = CopyNumber(Interlocked.Increment(ref copies)) };
            using var answer = await local.PostAsJsonAsync(
                LocalStoreApi.CopyPath, request, StorageJson.Default.StoreCopyRequest, deadline.Token);
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
            File.Delete(request.File);
        }

        await publishing;
        Assert.True(acknowledged);
    }

    public void Dispose()
    {
        _directory.Dispose();
        _other.Dispose();
    }

    private string CopyNumber(int number) => Path.Combine(_other.Path, $"{number}.db");

    private static void Fill(LiteDbFile file, int megabytes)
    {
        var documents = new LiteDbDocuments("ballast");
        for (var i = 0; i < megabytes; i++)
            file.Commit(engine => documents.Insert(engine, [LiteDbDocuments.Document(i, new byte[1024 * 1024])]));
    }
}
