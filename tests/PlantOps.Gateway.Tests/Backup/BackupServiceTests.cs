using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>When backups are made by themselves, and who hears of it where they fail.</summary>
public sealed class BackupServiceTests : IDisposable
{
    private readonly Storage.TemporaryDirectory _other = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 20, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backups => Path.Combine(_other.Path, "backups");

    [Fact]
    public async Task Run_EachNight_MakesOneBackup()
    {
        await using var gateway = await StartedAsync();
        Assert.Contains("this night", Service(gateway).Detail(), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromHours(6.5));
        await Eventually.IsAsync(() => BackupFile.In(Backups).Count == 1 && Record(gateway).Proven is not null, () =>
            _time.Advance(TimeSpan.FromMinutes(1)));

        var first = BackupFile.In(Backups)[0].TakenAt;
        Assert.InRange(first.TimeOfDay, new TimeSpan(2, 45, 0), new TimeSpan(3, 30, 0));
        await Eventually.IsAsync(() => BackupFile.In(Backups).Count == 2, () => _time.Advance(TimeSpan.FromMinutes(5)));
        Assert.InRange(BackupFile.In(Backups)[0].TakenAt - first, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Null(Service(gateway).Problem());
    }

    [Fact]
    public async Task Run_TheGatewayWasOffAtNight_MakesItSoonAfterTheStart()
    {
        using var data = new Storage.TemporaryDirectory();
        await using (var gateway = await StartedAsync(data.Path))
        {
            Assert.Null(Record(gateway).Proven);
        }

        _time.Advance(TimeSpan.FromHours(14));
        await using var next = await StartedAsync(data.Path);

        await Eventually.IsAsync(() => BackupFile.In(Backups).Count == 1, () => _time.Advance(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Run_ItFailsTwice_PeopleAreToldAndToldAgainWhenItWorks()
    {
        await using var server = await ChannelServer.StartedAsync();
        File.WriteAllText(Backups, "a file is in the way");
        await using var gateway = await StartedAsync(more: ["--Notifications:AllowLocalTargets", "true"]);
        Assert.Equal(0, (await PlantOpsProgram.Run(gateway.DataDirectory, "channel", "add", "discord", "home",
            $"url={server.Url}/api/webhooks/1/secret")).Exit);
        var runner = gateway.Services.GetRequiredService<BackupRunner>();

        await Assert.ThrowsAsync<IOException>(() => runner.RunAsync(Token));
        Assert.Contains("failed", Service(gateway).Problem(), StringComparison.Ordinal);
        Assert.Null(Service(gateway).Notice());
        await Assert.ThrowsAsync<IOException>(() => runner.RunAsync(Token));
        await HearsAsync(server, "Backups fail");

        File.Delete(Backups);
        Assert.NotNull(await runner.RunAsync(Token));
        await HearsAsync(server, "Backups work again");
        Assert.Null(Service(gateway).Problem());
    }

    [Fact]
    public async Task Problem_NoBackupForDays_SaysSinceWhen()
    {
        await using var gateway = await StartedAsync(more: ["--Backup:At", "never"]);
        Assert.Null(Service(gateway).Problem());
        Assert.Contains("never", Service(gateway).Detail(), StringComparison.Ordinal);
    }

    public void Dispose() => _other.Dispose();

    private static BackupService Service(GatewayHost gateway) => gateway.Services.GetRequiredService<BackupService>();

    private static BackupRecord Record(GatewayHost gateway) => gateway.Services.GetRequiredService<BackupRunner>().Record;

    private Task<GatewayHost> StartedAsync(string? data = null, params string[] more) =>
        GatewayHost.StartedAsync(_time, data, null, ["--Backup:Directory", Backups, .. more]);

    // The made-up time may run out while a message is sent: then it comes once more.
    private async Task HearsAsync(ChannelServer server, string text)
    {
        var heard = string.Empty;
        while (!heard.Contains(text, StringComparison.Ordinal))
        {
            var next = server.NextRequest();
            await Eventually.IsAsync(() => next.IsCompleted, () => _time.Advance(TimeSpan.FromSeconds(2)));
            heard = (await next).Text("content");
        }
    }
}
