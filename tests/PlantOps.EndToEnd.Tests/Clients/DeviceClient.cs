using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>
/// A device as far as the wire is concerned: publishes readings one a message and remembers which were acknowledged.
/// </summary>
internal sealed class DeviceClient(GatewayProcess gateway, Credentials device) : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<(long Boot, long Sequence)> _unacknowledged = new();
    private long _nextSequence;

    public ConcurrentBag<(long Boot, long Sequence)> Acknowledged { get; } = [];

    public long Boot { get; } = 1;

    public string DeviceId => device.DeviceId;

    public bool IsConnected => _client.IsConnected;

    public async Task ConnectAsync()
    {
        var authority = new X509Certificate2Collection(X509CertificateLoader.LoadCertificateFromFile(gateway.CaFile));
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("localhost", gateway.MqttPort)
            .WithTlsOptions(tls => tls.UseTls().WithTrustChain(authority).WithRevocationMode(X509RevocationMode.NoCheck))
            .WithCredentials(device.Username, device.Password)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .Build();
        Assert.Equal(MqttClientConnectResultCode.Success, (await _client.ConnectAsync(options)).ResultCode);
    }

    /// <summary>
    /// Publishes again what was never acknowledged, as a device does after it reconnected, and then new readings,
    /// several in flight, until the connection breaks or the token says stop.
    /// </summary>
    public Task PublishUntilAsync(int inFlight, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => PublishLoopAsync(stop)));

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected) await _client.DisconnectAsync();
        _client.Dispose();
    }

    private async Task PublishLoopAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var reading = Next();
            try
            {
                await PublishAsync(reading.Boot, reading.Sequence);
                Acknowledged.Add(reading);
            }
            catch (Exception exception)
                when (exception is MqttCommunicationException or OperationCanceledException or ObjectDisposedException)
            {
                _unacknowledged.Enqueue(reading);
                return;
            }
        }
    }

    private (long Boot, long Sequence) Next()
    {
        if (_unacknowledged.TryDequeue(out var again)) return again;
        lock (_unacknowledged) return (Boot, _nextSequence++);
    }

    private async Task PublishAsync(long boot, long sequence)
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var payload = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"boot":{{boot}},"readings":[{"seq":{{sequence}},"ts":{{time}},"temperature":21.5,"humidity":48.2,"soil_moisture":33.1,"light_level":812}]}""");
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(device.TelemetryTopic)
            .WithPayload(Encoding.UTF8.GetBytes(payload))
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        var result = await _client.PublishAsync(message);
        if (!result.IsSuccess) throw new MqttCommunicationException($"Not acknowledged: {result.ReasonCode}.");
    }
}
