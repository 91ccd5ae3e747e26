using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>The data directory, or what is in it, is taken away under a running gateway.</summary>
public sealed class DisplacedFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_directory.Path, "data");

    public static TheoryData<string> Ways =>
        ["delete directory", "replace directory", "delete database", "delete log", "replace database"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Ready_FilesAreTakenAway_SaysSoAndNothingIsStored(string way)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Elsewhere open files cannot be taken away, or it is not known how to tell.");
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: Data);
        var readings = gateway.Services.GetRequiredService<IReadingStore>();
        readings.Append(TestReadings.Group(1, TestReadings.Minutes(3)));

        TakeAway(way);

        using var client = gateway.Https();
        using var ready = await client.GetAsync("/api/ready", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("deleted or replaced", await ready.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("deleted or replaced", await client.GetStringAsync("/api/health", Token), StringComparison.Ordinal);
        Assert.Throws<StoreUnavailableException>(() => readings.Append(TestReadings.Group(1, TestReadings.Minutes(3, boot: 2))));
        Assert.Equal(3, readings.Read(1, 0, long.MaxValue, int.MaxValue).Count);
    }

    [Fact]
    public async Task Ready_TheDirectoryIsPutBack_StoresAgain()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Elsewhere open files cannot be taken away, or it is not known how to tell.");
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: Data);
        var readings = gateway.Services.GetRequiredService<IReadingStore>();
        Directory.Move(Data, Data + "-away");
        Assert.Throws<StoreUnavailableException>(() => readings.Append(TestReadings.Group(1, TestReadings.Minutes(3))));

        Directory.Move(Data + "-away", Data);

        using var client = gateway.Https();
        using var ready = await client.GetAsync("/api/ready", Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(3, readings.Append(TestReadings.Group(1, TestReadings.Minutes(3))).Stored);
    }

    [Fact]
    public void Commit_AfterAnotherDatabaseWasPutInItsPlace_LeavesThatOneAlone()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Elsewhere open files cannot be taken away, or it is not known how to tell.");
        using var file = _directory.OpenFile();
        TemporaryDirectory.Store(file).Append(TestReadings.Group(1, TestReadings.Minutes(3)));
        var restored = new byte[] { 1, 2, 3 };
        foreach (var path in new[] { _directory.Data.Database, _directory.Data.DatabaseLog })
        {
            File.Delete(path);
            File.WriteAllBytes(path, restored);
        }

        var notes = new LiteDbDocuments("notes");
        Assert.Throws<StoreUnavailableException>(
            () => file.Commit(engine => notes.Insert(engine, [LiteDbDocuments.Document(1)])));
        Assert.Throws<StoreUnavailableException>(() => file.Read<int>(_ => throw new LiteDB.LiteException(0, "damaged")));
        Assert.Throws<StoreUnavailableException>(() => file.Read(engine => notes.Between(engine, 0, 5)));

        Assert.Equal(restored, File.ReadAllBytes(_directory.Data.Database));
        Assert.Equal(restored, File.ReadAllBytes(_directory.Data.DatabaseLog));
    }

    public void Dispose() => _directory.Dispose();

    private void TakeAway(string way)
    {
        var database = Path.Combine(Data, "plantops.db");
        if (way.Contains("directory", StringComparison.Ordinal)) Directory.Delete(Data, recursive: true);
        else if (way == "delete log") File.Delete(database + "-log");
        else File.Delete(database);
        if (way == "replace directory") Directory.CreateDirectory(Data);
        if (way == "replace database") File.WriteAllBytes(database, new byte[8192]);
    }
}
