using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Doctor.Checks;
using PlantOps.Gateway.Doctor.Machine;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Postgres;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.Postgres;
using TemporaryDirectory = PlantOps.Gateway.Tests.Hosting.TemporaryDirectory;

namespace PlantOps.Gateway.Tests.Doctor;

/// <summary>Faults that are really there, read and named.</summary>
public sealed class RealFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_SmallFullAndInMemory_IsNamedAsBoth()
    {
        using var disk = new SmallDisk(4);
        disk.Fill();

        Assert.Equal([FaultKind.DiskFull, FaultKind.DataInMemory], await KindsOf(new DiskCheck(disk.Path, holdsReadings: true)));
    }

    [Fact]
    public async Task Backups_OneThatCannotBeMade_IsNamedAndNotTwice()
    {
        using var directory = new TemporaryDirectory();
        using var other = new TemporaryDirectory();
        var place = Path.Combine(other.Path, "backups");
        await File.WriteAllTextAsync(place, "no directory", Token);
        await using var gateway = await GatewayHost.StartedAsync(
            dataDirectory: directory.Path, more: ["--Backup:Directory", place]);
        await Assert.ThrowsAnyAsync<IOException>(() => gateway.Services.GetRequiredService<BackupRunner>().RunAsync(Token));

        var outcomes = await gateway.Services.GetRequiredService<Examination>().Run(quick: true, Token);

        Assert.Equal([FaultKind.BackupFailed, FaultKind.BackupOnSameDisk],
            outcomes.Single(outcome => outcome.Check == CheckNames.Backup).Findings.Select(finding => finding.Kind));
        Assert.Empty(outcomes.Single(outcome => outcome.Check == CheckNames.Gateway).Findings);
        Assert.Contains(FaultKind.BackupFailed, await KindsOf(StoppedGateway.Checks(directory.Path, "It does not answer.", [])
            .Single(check => check.Name == CheckNames.Backup)));
    }

    [Fact]
    public async Task Disk_ReadOnly_IsNamed()
    {
        using var disk = new SmallDisk(4);
        using (var process = Process.Start("mount", ["-o", "remount,ro", disk.Path])) await process.WaitForExitAsync(Token);

        Assert.Contains(FaultKind.DiskReadOnly, await KindsOf(new DiskCheck(disk.Path, holdsReadings: true)));
    }

    [Fact]
    public async Task Disk_KeysThatOthersMayRead_AreNamed()
    {
        using var directory = new TemporaryDirectory();
        var certs = Directory.CreateDirectory(Path.Combine(directory.Path, "certs")).FullName;
        var key = Path.Combine(certs, "ca.pem");
        await File.WriteAllTextAsync(key, "key", Token);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Contains(FaultKind.DataReadable, await KindsOf(new DiskCheck(directory.Path, holdsReadings: true)));
    }

    [Fact]
    public async Task Sync_OfThisDisk_IsMeasuredAndLeavesNothingBehind()
    {
        using var directory = new TemporaryDirectory();

        var findings = await new SyncCheck(directory.Path, TimeProvider.System).Run(Token);

        Assert.NotNull(findings);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Ports_WhereNobodyListens_AreUnreachable()
    {
        var ports = GatewayHost.FreePorts(3);
        var endpoints = new EndpointOptions { HttpPort = ports[0], HttpsPort = ports[1], MqttTlsPort = ports[2] };

        Assert.Equal(
            [FaultKind.PortUnreachable, FaultKind.PortUnreachable, FaultKind.PortUnreachable],
            await KindsOf(new PortsCheck(endpoints, isRunning: true)));
        Assert.Empty(await KindsOf(new PortsCheck(endpoints, isRunning: false)));
    }

    [Fact]
    public void Owner_OfATakenPort_IsThisProcess()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Equal(File.ReadAllText("/proc/self/comm").Trim(), PortOwner.Of(port));
    }

    [Fact]
    public async Task Database_ARoleWithoutRights_IsNamed()
    {
        var connection = SharedPostgres.Server.NewDatabase();
        PostgresServer.Execute(connection, "DROP ROLE IF EXISTS doctor_reader");
        PostgresServer.Execute(connection, "CREATE ROLE doctor_reader LOGIN");
        var options = new StoreOptions
        {
            Provider = StoreProvider.PostgreSql,
            ConnectionString = connection.Replace("Username=postgres", "Username=doctor_reader", StringComparison.Ordinal),
        };

        Assert.Equal([FaultKind.DatabaseRights], await KindsOf(new DatabaseCheck(options)));
        Assert.True(PostgresLook.At(connection) is { Problem: null, MayCreate: true, Major: >= DatabaseCheck.MinMajor });
    }

    [Fact]
    public async Task Certificates_OfAGatewayWhoseClockWentYearsAhead_AreNamed()
    {
        var time = new JumpingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        using var owner = gateway.SignedIn(TokenRole.Owner);

        time.Jump(TimeSpan.FromDays(395));
        var json = await owner.GetStringAsync("/api/v1/doctor?quick=true", Token);

        Assert.Contains("\"fault\":\"server_certificate\"", json, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<FaultKind>> KindsOf(ICheck check) =>
        (await check.Run(Token))!.Select(finding => finding.Kind);
}
