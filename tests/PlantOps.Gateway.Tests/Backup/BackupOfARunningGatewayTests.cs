using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>Backups of a whole gateway, on its command line and under load.</summary>
public sealed class BackupOfARunningGatewayTests : IDisposable
{
    /// <summary>How many backups are made under load; more with BACKUP_ROUNDS.</summary>
    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable("BACKUP_ROUNDS") ?? "10", CultureInfo.InvariantCulture);

    private readonly Storage.TemporaryDirectory _other = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backups => Path.Combine(_other.Path, "backups");

    private string Restored => Path.Combine(_other.Path, "restored");

    [Fact]
    public async Task Verbs_OfARunningGateway_MakeShowVerifyAndRestore()
    {
        await using var gateway =
            await GatewayHost.StartedAsync(more: ["--Backup:Passphrase", "a horse and a staple", "--Backup:Directory", Backups]);
        using var device = new BrokerClient(gateway, "fern");
        await device.ConnectAsync();
        Assert.True((await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5}""")).IsSuccess);

        var made = await Run(gateway, "backup", "now", "--json");
        var list = await Run(gateway, "backup", "list", "--json");
        var shown = await Run(gateway, "backup", "show", "latest", "--json");
        var verified = await Run(gateway, "backup", "verify", made.GetProperty("id").GetString()!, "--json");

        Assert.Equal((1, true), (made.GetProperty("readings").GetInt64(), made.GetProperty("encrypted").GetBoolean()));
        Assert.Equal(made.GetProperty("id").GetString(), list.GetProperty("backups")[0].GetProperty("id").GetString());
        Assert.Equal(device.Device.Name, shown.GetProperty("manifest").GetProperty("devices")[0].GetProperty("name").GetString());
        Assert.True(verified.GetProperty("proven").GetBoolean());
        using var client = gateway.Https();
        var health = await client.GetFromJsonAsync<JsonElement>("/api/health", Token);
        var backup = health.GetProperty("components").GetProperty("backup");
        Assert.Contains("restored and compared", backup.GetProperty("detail").GetString(), StringComparison.Ordinal);

        // As after the loss of the machine: nobody runs, and only the file is there.
        var file = made.GetProperty("file").GetString()!;
        var (wrong, _, problem) =
            await PlantOpsProgram.Run(Path.Combine(_other.Path, "none"), "backup", "restore", file, "--to", Restored);
        Assert.Equal(1, wrong);
        Assert.Contains("no passphrase is given", problem, StringComparison.Ordinal);
        var (exit, output, error) = await PlantOpsProgram.Run(
            Path.Combine(_other.Path, "none"), "backup", "restore", file, "--to", Restored, "--passphrase",
                "a horse and a staple");
        Assert.Equal((0, string.Empty), (exit, error));
        Assert.Contains("What cannot be brought back:", output, StringComparison.Ordinal);
        Assert.Contains(device.Device.Name, output, StringComparison.Ordinal);
        await using var second = await GatewayHost.StartedAsync(dataDirectory: Restored);
        Assert.Single(second.Services.GetRequiredService<IReadingStore>().Read(device.Device.Number, 0, long.MaxValue, 10));
        Assert.Equal(Ca(gateway), Ca(second));
    }

    [Fact]
    public async Task RunAsync_UnderLoad_EveryOneIsRestoredWithAllThatWasAcknowledgedBefore()
    {
        await using var gateway =
            await GatewayHost.StartedAsync(more: ["--Backup:Directory", Backups, "--Backup:Keep", "1000d,1000w,1000m"]);
        gateway.Services.GetRequiredService<IReadingStore>().Append(TestReadings.Group(1, TestReadings.Minutes(20 * 1440)));
        using var device = new BrokerClient(gateway, "fern");
        await device.ConnectAsync();
        using var enough = new CancellationTokenSource();
        var acknowledged = new ConcurrentQueue<long>();
        var publishing = Task.Run(
            async () =>
            {
                for (var sequence = 0L; !enough.IsCancellationRequested; sequence++)
                {
                    var publish = await device.PublishAsync(
                        device.Topic("telemetry"),
                            $$"""{"boot":1,"readings":[{"seq":{{sequence}},"age_ms":0,"temperature":21.5}]}""");
                    Assert.True(publish.IsSuccess);
                    acknowledged.Enqueue(sequence);
                }
            },
            Token);
        await Eventually.IsAsync(() => acknowledged.Count > 10);
        var runner = gateway.Services.GetRequiredService<BackupRunner>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = acknowledged.Count;
            var result = await runner.RunAsync(Token);
            var restore = new BackupRestore(new BackupSteps(), TimeProvider.System);
            restore.Run(BackupFile.Find(Backups, result!.Id)!, null, Restored, Token);
            using (var restored = new BackupKit(Restored, Backups))
            {
                var sequences = restored.Stores.Readings.Read(device.Device.Number, 0, long.MaxValue, int.MaxValue)
                    .Where(reading => reading.Boot == 1).Select(reading => reading.Sequence).ToHashSet();
                Assert.Empty(acknowledged.Take(before).Except(sequences));
            }

            Directory.Delete(Restored, recursive: true);
            File.Delete(result.File);
        }

        await enough.CancelAsync();
        await publishing;
        TestContext.Current.SendDiagnosticMessage("{0} backups while {1} readings were acknowledged", Rounds, acknowledged.Count);
    }

    public void Dispose() => _other.Dispose();

    private static string Ca(GatewayHost gateway) => File.ReadAllText(Path.Combine(gateway.DataDirectory, "certs", "ca.crt"));

    private static async Task<JsonElement> Run(GatewayHost gateway, params string[] arguments)
    {
        var (exit, output, error) = await PlantOpsProgram.Run(gateway.DataDirectory, arguments);
        Assert.Equal((0, string.Empty), (exit, error));
        return JsonDocument.Parse(output).RootElement;
    }
}
