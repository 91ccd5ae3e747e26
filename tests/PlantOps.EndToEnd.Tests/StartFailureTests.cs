using System.Net;
using System.Net.Sockets;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>A start that cannot work ends with exit code 1 and a message that says what is wrong, and changes nothing.</summary>
public sealed class StartFailureTests
{
    [Fact]
    public async Task Start_PortTaken_NamesThePortAndItsSetting()
    {
        await using var gateway = new GatewayProcess();
        using var squatter = new TcpListener(IPAddress.Loopback, gateway.MqttPort);
        squatter.Start();

        var ended = await gateway.RunToEndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"{gateway.MqttPort}", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Mqtt:TlsPort", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongSettings_NamesEveryKeyAtOnce()
    {
        await using var gateway = new GatewayProcess();

        var ended = await gateway.RunToEndAsync("--Https:Port", "70000", "--Listen", "everywhere", "--Store:Provider", "Excel");

        Assert.Equal(1, ended.ExitCode);
        Assert.All(
            ["Https:Port", "Listen", "Store:Provider"], key => Assert.Contains(key, ended.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_DataDirectoryInUse_SaysSoAndLeavesTheOtherRunning()
    {
        await using var running = await GatewayProcess.StartedAsync();
        await using var second = new GatewayProcess(dataDirectory: running.DataDirectory);

        var ended = await second.RunToEndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(running.DataDirectory, ended.Error, StringComparison.Ordinal);
        using var api = await running.ApiAsync();
        await api.GetAsync("/api/v1/devices");
    }

    [Fact]
    public async Task Start_DataDirectoryIsAFile_SaysSo()
    {
        var file = Path.GetTempFileName();
        await using var gateway = new GatewayProcess(dataDirectory: file);

        var ended = await gateway.RunToEndAsync();
        File.Delete(file);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(file, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_CorruptDatabase_NamesTheFileAndLeavesItAlone()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        await gateway.StopAsync();
        var database = Path.Combine(gateway.DataDirectory, "plantops.db");
        var damaged = new byte[64 * 1024];
        new Random(1).NextBytes(damaged);
        await File.WriteAllBytesAsync(database, damaged, TestContext.Current.CancellationToken);

        var ended = await gateway.RunToEndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(database, ended.Error, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_DamagedCaKey_RefusesRatherThanMakingANewOne()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        await gateway.StopAsync();
        var key = Path.Combine(gateway.DataDirectory, "certs", "ca.pem");
        await File.WriteAllTextAsync(key, "not a key", TestContext.Current.CancellationToken);

        var ended = await gateway.RunToEndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(key, ended.Error, StringComparison.Ordinal);
        Assert.Equal("not a key", await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken));
    }
}
