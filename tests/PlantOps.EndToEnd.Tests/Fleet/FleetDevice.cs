using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// A device at a broker of several nodes: it measures and publishes until it is told to end, goes to the next node where its own
/// is gone, sends again what it may not forget yet, and writes down what it may.
/// </summary>
internal sealed class FleetDevice : IDisposable
{
    private const int InFlight = 20;
    private const long Boot = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SendsAgainAfter = TimeSpan.FromSeconds(30);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Credentials _credentials;
    private readonly IReadOnlyList<(string Host, int Port)> _nodes;

    // What it has in its flash, with the time when it was sent last over this connection.
    private readonly ConcurrentDictionary<long, Kept> _kept = [];
    private int _at;
    private long _next;
    private long _lastTime;
    private TaskCompletionSource? _flows;
    private long _flowsFrom;

    /// <param name="credentials">Its own.</param>
    /// <param name="nodes">Each node.</param>
    /// <param name="first">At which it begins.</param>
    public FleetDevice(Credentials credentials, IReadOnlyList<(string Host, int Port)> nodes, int first)
    {
        (_credentials, _nodes, _at) = (credentials, nodes, first);
        _client.ApplicationMessageReceivedAsync += received =>
        {
            if (KeepsUntilStored) Stored(received.ApplicationMessage);
            return Task.CompletedTask;
        };
    }

    public string Id => _credentials.DeviceId;

    /// <summary>
    /// Whether it keeps a reading until a gateway says that it is on disk, or only until the broker has taken it.
    /// </summary>
    public bool KeepsUntilStored { get; init; }

    /// <summary>How long from one reading to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>What it measures, in percent.</summary>
    public int Moisture { get; set; } = 60;

    /// <summary>How many readings it has taken.</summary>
    public long Taken => Interlocked.Read(ref _next);

    /// <summary>The readings that it has forgotten, with their times.</summary>
    public ConcurrentDictionary<(long Boot, long Sequence), long> Acknowledged { get; } = [];

    /// <summary>Those of them that are not older.</summary>
    public IReadOnlyList<(long Boot, long Sequence)> AcknowledgedSince(DateTimeOffset time) =>
        [.. Acknowledged.Where(pair => pair.Value >= time.ToUnixTimeMilliseconds()).Select(pair => pair.Key)];

    /// <summary>Measures and publishes until it is told to end, and then until it has nothing left.</summary>
    public async Task PublishUntilAsync(CancellationToken ends)
    {
        using var beat = new PeriodicTimer(Interval);
        while (!ends.IsCancellationRequested || !_kept.IsEmpty)
        {
            if (!ends.IsCancellationRequested) Measure();
            if (_client.IsConnected || await TryConnectAsync()) await SendAsync();
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>How long a reading was kept at most, of those that were forgotten since this was set to nothing.</summary>
    public TimeSpan LongestKept { get; set; }

    /// <summary>Whether it has forgotten all that it took before so many.</summary>
    public bool HasForgotten(long taken) => !_kept.Keys.Any(sequence => sequence < taken);

    /// <summary>Completes when a reading that is taken from now on may be forgotten.</summary>
    public Task FlowsAsync()
    {
        var flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _flowsFrom, Taken);
        _flows = flows;
        return flows.Task;
    }

    public void Dispose() => _client.Dispose();

    private void Measure()
    {
        _lastTime = Math.Max(_lastTime + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        _kept[_next] = new Kept(_lastTime, Moisture);
        Interlocked.Increment(ref _next);
    }

    private Task SendAsync()
    {
        var now = Environment.TickCount64;
        var due = _kept.Where(pair => pair.Value.SentAt is not { } sent || now - sent > SendsAgainAfter.TotalMilliseconds)
            .OrderBy(pair => pair.Key).Take(InFlight).ToList();
        return Task.WhenAll(due.Select(pair => TryPublishAsync(pair.Key, pair.Value)));
    }

    private async Task<bool> TryConnectAsync()
    {
        foreach (var kept in _kept.Values) kept.SentAt = null;
        var (host, port) = _nodes[_at++ % _nodes.Count];
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(host, port)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithCredentials(_credentials.Username, _credentials.Password)
            .WithClientId(Id)
            .WithKeepAlivePeriod(Patience)
            .WithTimeout(Patience)
            .Build();
        try
        {
            if ((await _client.ConnectAsync(options, CancellationToken.None)).ResultCode != MqttClientConnectResultCode.Success)
                return false;
            if (KeepsUntilStored) await _client.SubscribeAsync($"devices/{Id}/stored", MqttQualityOfServiceLevel.AtLeastOnce);
            return true;
        }
        catch (Exception exception) when (IsAway(exception))
        {
            await _client.TryDisconnectAsync();
            return false;
        }
    }

    private async Task TryPublishAsync(long sequence, Kept kept)
    {
        kept.SentAt = Environment.TickCount64;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var reading = string.Create(
                CultureInfo.InvariantCulture, $$"""{"seq":{{sequence}},"ts":{{kept.Time}},"soil_moisture":{{kept.Moisture}}}""");
            var payload = $$"""{"boot":{{Boot}},"readings":[{{reading}}]}""";
            var answer = await _client.PublishStringAsync(
                $"devices/{Id}/telemetry", payload, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: patience.Token);
            if (!answer.IsSuccess) kept.SentAt = null;
            else if (!KeepsUntilStored) Forget(sequence);
        }
        catch (Exception exception) when (IsAway(exception))
        {
            // Also where the connection is there and says nothing: the next attempt goes elsewhere.
            kept.SentAt = null;
            if (exception is OperationCanceledException) await _client.TryDisconnectAsync();
        }
    }

    private void Stored(MqttApplicationMessage message)
    {
        using var notice = JsonDocument.Parse(message.Payload);
        Assert.Equal(Boot, notice.RootElement.GetProperty("boot").GetInt64());
        if (notice.RootElement.TryGetProperty("upto", out var upTo)) Forget(0, upTo.GetInt64());
        if (!notice.RootElement.TryGetProperty("also", out var also)) return;
        foreach (var range in also.EnumerateArray()) Forget(range[0].GetInt64(), range[1].GetInt64());
    }

    private void Forget(long first, long last)
    {
        foreach (var sequence in _kept.Keys.Where(one => one >= first && one <= last)) Forget(sequence);
    }

    private void Forget(long sequence)
    {
        // Named by a notice of before, too.
        if (!_kept.TryRemove(sequence, out var kept)) return;
        Acknowledged[(Boot, sequence)] = kept.Time;
        var age = TimeSpan.FromMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - kept.Time);
        if (age > LongestKept) LongestKept = age;
        if (sequence >= Interlocked.Read(ref _flowsFrom)) _flows?.TrySetResult();
    }

    private static bool IsAway(Exception exception) =>
        exception is MqttCommunicationException or OperationCanceledException or InvalidOperationException;

    private sealed record Kept(long Time, int Moisture)
    {
        public long? SentAt { get; set; }
    }
}
