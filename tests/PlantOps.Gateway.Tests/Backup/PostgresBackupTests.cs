using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>A gateway that keeps everything in PostgreSQL.</summary>
public sealed class PostgresBackupTests : IDisposable
{
    private readonly Storage.TemporaryDirectory _other = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backups => Path.Combine(_other.Path, "backups");

    private string Restored => Path.Combine(_other.Path, "restored");

    [Fact]
    public async Task RunAsync_OfAServer_IsAFileThatAGatewayStartsOn()
    {
        await using var gateway = await GatewayHost.StartedAsync(more:
            ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", SharedPostgres.Server.NewDatabase(),
                "--Backup:Directory", Backups]);
        using var device = new BrokerClient(gateway, "fern");
        await device.ConnectAsync();
        Assert.True((await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5}""")).IsSuccess);
        var readings = gateway.Services.GetRequiredService<IReadingStore>();
        readings.Append(TestReadings.Group(device.Device.Number, TestReadings.Minutes(3000)));

        var result = await gateway.Services.GetRequiredService<BackupRunner>().RunAsync(Token);

        Assert.Equal(3001, result!.Readings);
        var restored = new BackupRestore(new BackupSteps(), TimeProvider.System)
            .Run(BackupFile.In(Backups)[0], null, Restored, Token);
        Assert.Equal(StoreProvider.PostgreSql.Name, restored.Manifest.Provider);
        Assert.Contains(restored.Next, line => line.Contains("store migrate --to postgres", StringComparison.Ordinal));
        await using var second = await GatewayHost.StartedAsync(dataDirectory: Restored);
        Assert.Equal(
            readings.Read(device.Device.Number, 0, long.MaxValue, int.MaxValue),
            second.Services.GetRequiredService<IReadingStore>().Read(device.Device.Number, 0, long.MaxValue, int.MaxValue));
    }

    public void Dispose() => _other.Dispose();
}
