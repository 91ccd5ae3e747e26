using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Doctor.Checks;
using PlantOps.Gateway.Doctor.Machine;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Doctor;

/// <summary>The doctor as the program, with a real gateway and without one.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Doctor_WithoutAGateway_NamesThatAndATakenPort()
    {
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (exit, output, error) = await Run(("PLANTOPS_Mqtt__TlsPort", port), "doctor", "--json");
        var faults = Faults(output);

        Assert.Equal((1, ""), (exit, error));
        Assert.Contains("gateway_down", faults);
        Assert.Contains("port_taken", faults);
        Assert.Contains(port, output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task Doctor_WithAWrongSetting_NamesItAndItsRemedy()
    {
        var (exit, output, _) = await Run(("PLANTOPS_Htp__Port", "80"), "doctor", "--quick");

        Assert.Equal(1, exit);
        Assert.Contains("PLANTOPS_Htp__Port is no setting. Did you mean PLANTOPS_Http__Port?", output, StringComparison.Ordinal);
        Assert.Contains("→ ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WithoutItsDatabase_NamesTheServer()
    {
        var (exit, output, _) = await Run(
            [("PLANTOPS_Store__Provider", "PostgreSql"),
                ("PLANTOPS_Store__ConnectionString", "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=hunter2")],
            "doctor", "--json");

        Assert.Equal(1, exit);
        Assert.Contains("database_unreachable", Faults(output));
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OfARunningGateway_AsksThatOne()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var (_, output, error) = await PlantOpsProgram.Run(gateway.DataDirectory, "doctor", "--json");
        var report = JsonSerializer.Deserialize(output, DoctorJson.Default.DoctorReport)!;

        Assert.Equal("", error);
        Assert.Equal(CheckNames.All, report.Checks.Select(check => check.Check));
        Assert.Equal("ok", report.Checks.Single(check => check.Check == CheckNames.Gateway).Status);
        Assert.Equal(["loopback_only"],
            report.Checks.Single(check => check.Check == CheckNames.Ports).Findings.Select(finding => finding.Fault));
        Assert.Empty(Directory.EnumerateFiles(gateway.DataDirectory, ".doctor-*"));
    }

    [Fact]
    public async Task Api_Quick_LeavesOutWhatIsSlow()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        var json = await owner.GetStringAsync("/api/v1/doctor?quick=true", Token);
        var report = JsonSerializer.Deserialize(json, DoctorJson.Default.DoctorReport)!;

        Assert.Equal(CheckNames.All.Except([CheckNames.Sync, CheckNames.Names]), report.Checks.Select(check => check.Check));
    }

    [Fact]
    public async Task Doctor_OfAGatewayWhosePublicNameIsInNoCertificate_NamesIt()
    {
        await using var gateway = await GatewayHost.StartedAsync(
            null, null, null, "--Notifications:PublicUrl", "https://plants.invalid:8443");

        var outcomes = await gateway.Services.GetRequiredService<Examination>().Run(quick: false, Token);

        var finding = Assert.Single(
            outcomes.Single(outcome => outcome.Check == CheckNames.Names).Findings, found =>
                found.Kind != FaultKind.NamesMissing);
        Assert.Equal(FaultKind.NameNotCovered, finding.Kind);
    }

    [Fact]
    public async Task Doctor_OfACopyOfAGateway_NamesTheOther()
    {
        await using var first = await GatewayHost.StartedAsync();
        var copied = Directory.CreateDirectory(Path.Combine(_directory.Path, "certs")).FullName;
        File.Copy(Path.Combine(first.DataDirectory, "certs", "ca.pem"), Path.Combine(copied, "ca.pem"));
        await using var copy = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);
        var certificates = copy.Services.GetRequiredService<ServerCertificates>();

        var lookups = await new NameLookups(first.MqttPort, certificates).Find(["127.0.0.1"], Token);

        Assert.Equal(PeerKind.SameAuthority, Assert.Single(lookups).Answers);
    }

    [Fact]
    public async Task Examination_ACheckThatHangsOrFails_IsUnknownAndTheOthersAreTold()
    {
        var time = new FakeTimeProvider();
        var fine = new Fine();
        var run = new Examination([new Hanging(), new Failing(), fine], time).Run(quick: false, Token);
        await fine.Done.WaitAsync(Token);

        await Eventually.IsAsync(() => run.IsCompleted, () => time.Advance(TimeSpan.FromMilliseconds(100)));

        Assert.Equal([true, true, false], (await run).Select(outcome => outcome.Unknown is not null));
    }

    private static List<string> Faults(string json) =>
        [.. JsonSerializer.Deserialize(json, DoctorJson.Default.DoctorReport)!.Checks.SelectMany(check => check.Findings)
            .Select(finding => finding.Fault)];

    private Task<(int Exit, string Output, string Error)> Run((string Name, string Value) variable, params string[] arguments) =>
        Run([variable], arguments);

    private async Task<(int Exit, string Output, string Error)> Run(
        (string Name, string Value)[] variables, params string[] arguments)
    {
        var start = PlantOpsProgram.StartInfo(_directory.Path, arguments);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await error);
    }

    private sealed class Hanging : ICheck
    {
        public string Name => CheckNames.Ports;

        public async Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return [];
        }
    }

    private sealed class Failing : ICheck
    {
        public string Name => CheckNames.Clock;

        public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("It broke.");
    }

    private sealed class Fine : ICheck
    {
        private readonly TaskCompletionSource _done = new();

        public string Name => CheckNames.Disk;

        public Task Done => _done.Task;

        public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken)
        {
            _done.SetResult();
            return Task.FromResult<IReadOnlyList<Finding>?>([]);
        }
    }
}
