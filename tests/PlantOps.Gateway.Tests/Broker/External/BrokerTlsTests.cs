using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.EndToEnd.Tests.Fleet;
using PlantOps.Gateway.Broker.External;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External;

/// <summary>Brokers that show a certificate from <c>plantops certificates issue</c>, and gateways that look at it.</summary>
public sealed class BrokerTlsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _files = new();

    private string Data => _files.File("data");

    private string Issued => _files.File("issued");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: Data);
        var (exit, _, error) = await PlantOpsProgram.Run(Data, ["certificates", "issue", "localhost", "--out", Issued]);
        Assert.Equal((0, string.Empty), (exit, error));
    }

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Mqtts_WithACertificateFromTheGateway_IsReachedAndAnyOtherIsRefusedByName()
    {
        await using var broker = await MosquittoServer.StartedAsync(
            $"certfile {Issued}/certificate.pem\nkeyfile {Issued}/key.pem\nallow_anonymous true");

        await LookAsync("mqtt", host => $"mqtts://{host}:{broker.Port}");
    }

    [Fact]
    public async Task Amqps_WithACertificateFromTheGateway_IsReachedAndAnyOtherIsRefusedByName()
    {
        var port = GatewayHost.FreePorts(1)[0];
        await using var cluster = await RabbitMqCluster.StartedAsync(1, GatewayHost.FreePorts, $"""
            listeners.ssl.1 = 127.0.0.1:{port}
            ssl_options.certfile = {Issued}/certificate.pem
            ssl_options.keyfile = {Issued}/key.pem
            ssl_options.cacertfile = {Issued}/ca.pem
            """);

        await LookAsync("rabbitmq", host => $"amqps://{host}:{port}");
        await File.WriteAllTextAsync(_files.File("password"), "wrong", TestContext.Current.CancellationToken);
        await RefusedAsync(
            Data, "rabbitmq", $"amqps://localhost:{port}",
            "it does not let guest in: see Broker:Username and Broker:PasswordFile.", "--Broker:Username", "guest",
            "--Broker:PasswordFile", _files.File("password"));
    }

    [Fact]
    public async Task Mqtt_WithAWrongPassword_SaysWhichSettingsToLookAt()
    {
        await File.WriteAllTextAsync(_files.File("password"), "wrong", TestContext.Current.CancellationToken);
        await using var broker = await MosquittoServer.StartedAsync("allow_anonymous false");

        await RefusedAsync(
            Data, "mqtt", $"mqtt://localhost:{broker.Port}",
            "it does not let gateways in (NotAuthorized): see Broker:Username and Broker:PasswordFile.", "--Broker:Username",
            "gateways", "--Broker:PasswordFile", _files.File("password"));
        await RefusedAsync(
            Data, "mqtt", $"mqtt://localhost:{broker.Port}", "it does not let the gateway in without Broker:Username");
    }

    [Fact]
    public async Task Trust_InACertificateWhoseTimeIsOver_SaysSinceWhenAndHowToRenewIt()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(500));
        await using var gateway = await GatewayHost.StartedAsync(
            time, Data, more: ["--Broker:Mode", "mqtt", "--Broker:Address", "mqtts://localhost:1"]);
        using var old = X509Certificate2.CreateFromPem(
            await File.ReadAllTextAsync(Path.Combine(Issued, "certificate.pem"), TestContext.Current.CancellationToken));

        var problem = gateway.Services.GetRequiredService<BrokerTrust>().ProblemOf(old, null, SslPolicyErrors.None, "localhost");

        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"its certificate ended on {old.NotAfter:yyyy-MM-dd}. ")
                + "`plantops certificates issue localhost --force` makes another.", problem);
    }

    private async Task LookAsync(string mode, Func<string, string> address)
    {
        await ReachedAsync(Data, mode, address("localhost"));
        await RefusedAsync(
            Data, mode, address("127.0.0.1"),
            "its certificate is for localhost and not for 127.0.0.1. Call it so in the settings, or `plantops certificates issue 127.0.0.1` makes another.");

        // Of a gateway with another CA.
        var other = _files.File("other");
        Directory.CreateDirectory(other);
        await RefusedAsync(
            other, mode, address("localhost"),
            "which is not this gateway's CA. `plantops certificates issue localhost` makes one, or Broker:Ca names who has signed it.");
        await RefusedAsync(
            other, mode, address("localhost"), "which is not in the file of Broker:Ca.", "--Broker:Ca",
            Path.Combine(other, "certs", "ca.pem"));
        await RefusedAsync(
            other, mode, address("localhost"), "which this machine does not trust: put that CA into Broker:Ca.", "--Broker:Ca",
            "system");
        await ReachedAsync(other, mode, address("localhost"), "--Broker:Ca", Path.Combine(Issued, "ca.pem"));
    }

    private static async Task ReachedAsync(string data, string mode, string address, params string[] more)
    {
        await using var gateway = await StartedAsync(data, mode, address, more);
        var source = Source(gateway);
        await Eventually.IsAsync(() => source.Problem() is null);
        Assert.False(source.NeededForReady);
    }

    private static async Task RefusedAsync(string data, string mode, string address, string reason, params string[] more)
    {
        await using var gateway = await StartedAsync(data, mode, address, more);
        var source = Source(gateway);
        await Eventually.IsAsync(
            () => source.Problem() is { } problem && !problem.Contains("has not been reached", StringComparison.Ordinal));
        Assert.Contains(reason, source.Problem(), StringComparison.Ordinal);
    }

    private static Task<GatewayHost> StartedAsync(string data, string mode, string address, string[] more) =>
        GatewayHost.StartedAsync(
        dataDirectory: data, more: ["--Broker:Mode", mode, "--Broker:Address", address, .. more]);

    private static IHealthSource Source(GatewayHost gateway) =>
        gateway.Services.GetServices<IHealthSource>().Single(health => health.Component == "broker");
}
