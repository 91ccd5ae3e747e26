using System.Collections.Concurrent;
using System.Globalization;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// A device at a broker of several nodes: it publishes without end, goes to the next node where its own is gone, sends again what
/// was not acknowledged, and writes down what was.
/// </summary>
internal sealed class FleetDevice : IDisposable
{
    private const int InFlight = 5;
    private const long Boot = 1;
    private const long FirstTime = 1_790_000_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Credentials _credentials;
    private readonly int[] _ports;
    private int _at;
    private long _next;

    /// <param name="credentials">Its own.</param>
    /// <param name="ports">Of each node.</param>
    /// <param name="first">At which it begins.</param>
    public FleetDevice(Credentials credentials, int[] ports, int first) => (_credentials, _ports, _at) = (credentials, ports, first);

    public string Id => _credentials.DeviceId;

    /// <summary>The readings that the broker has acknowledged.</summary>
    public ConcurrentDictionary<(long Boot, long Sequence), bool> Acknowledged { get; } = [];

    /// <summary>Publishes until it is told to end, and then until all of it is acknowledged.</summary>
    public async Task PublishUntilAsync(CancellationToken ends)
    {
        var unacknowledged = new List<long>();
        using var beat = new PeriodicTimer(Beat);
        while (!ends.IsCancellationRequested || unacknowledged.Count > 0)
        {
            if (!_client.IsConnected && !await TryConnectAsync())
            {
                await beat.WaitForNextTickAsync(CancellationToken.None);
                continue;
            }

            while (unacknowledged.Count < InFlight && !ends.IsCancellationRequested) unacknowledged.Add(_next++);
            var taken = await Task.WhenAll(unacknowledged.Select(TryPublishAsync));
            unacknowledged = [.. unacknowledged.Where((_, index) => !taken[index])];
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> TryConnectAsync()
    {
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", _ports[_at++ % _ports.Length])
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithCredentials(_credentials.Username, _credentials.Password)
            .WithClientId(Id)
            .WithKeepAlivePeriod(Patience)
            .WithTimeout(Patience)
            .Build();
        try
        {
            return (await _client.ConnectAsync(options, CancellationToken.None)).ResultCode == MqttClientConnectResultCode.Success;
        }
        catch (Exception exception) when (exception is MqttCommunicationException or OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<bool> TryPublishAsync(long sequence)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var time = FirstTime + (sequence * 1000);
            var payload = string.Create(
                CultureInfo.InvariantCulture, $$"""{"boot":{{Boot}},"readings":[{"seq":{{sequence}},"ts":{{time}},"temperature":{{sequence % 40}}}]}""");
            var answer = await _client.PublishStringAsync(
                $"devices/{Id}/telemetry", payload, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: patience.Token);
            return answer.IsSuccess && (Acknowledged[(Boot, sequence)] = true);
        }
        catch (Exception exception) when (exception is MqttCommunicationException or OperationCanceledException or InvalidOperationException)
        {
            // Also where the connection is there and says nothing: the next attempt goes elsewhere.
            if (exception is OperationCanceledException) await _client.TryDisconnectAsync();
            return false;
        }
    }
}
