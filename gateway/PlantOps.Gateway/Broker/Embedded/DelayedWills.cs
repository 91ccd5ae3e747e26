using MQTTnet;
using MQTTnet.Packets;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Last wills that are to be published some time after their connection broke (MQTT 5, 3.1.3.2.2), unless the device is back
/// by then. One a device; each came in a CONNECT, which bounds its size.
/// </summary>
internal sealed partial class DelayedWills(TimeProvider time, ILogger<DelayedWills> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Waiting> _waiting = [];
    private bool _isDisposed;

    /// <summary>Publishes a message of a device.</summary>
    public Func<string, MqttApplicationMessage, Task>? Publish { get; set; }

    /// <summary>The connection of a device broke.</summary>
    public void Broke(string device, DelayedWill will)
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            Forget(device);
            var waiting = new Waiting(will.Message);
            _waiting[device] = waiting;
            var delay = TimeSpan.FromSeconds(Math.Min(will.Seconds, int.MaxValue / 1000));
            waiting.Timer = time.CreateTimer(_ => Due(device, waiting), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A device is back: its will is not published, except where its session ended with it.</summary>
    public void IsBack(string device, bool isSameSession)
    {
        Waiting? waiting;
        lock (_gate) waiting = Forget(device);
        if (waiting is not null && !isSameSession) _ = PublishAsync(device, waiting.Message);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var waiting in _waiting.Values) waiting.Timer?.Dispose();
            _waiting.Clear();
        }
    }

    private void Due(string device, Waiting waiting)
    {
        lock (_gate)
        {
            if (_waiting.GetValueOrDefault(device) != waiting) return;
            Forget(device);
        }

        _ = PublishAsync(device, waiting.Message);
    }

    // Nobody waits for it: what goes wrong is said here.
    private async Task PublishAsync(string device, MqttApplicationMessage message)
    {
        try
        {
            if (Publish is { } publish) await publish(device, message);
        }
        catch (Exception exception)
        {
            Log.NotPublished(logger, device, exception.Message);
        }
    }

    private Waiting? Forget(string device)
    {
        if (_waiting.Remove(device, out var waiting)) waiting.Timer?.Dispose();
        return waiting;
    }

    private static partial class Log
    {
        [LoggerMessage(3205, LogLevel.Warning, "Broker: the will of {Device} was not published: {Reason}")]
        public static partial void NotPublished(ILogger logger, string device, string reason);
    }

    private sealed class Waiting(MqttApplicationMessage message)
    {
        public MqttApplicationMessage Message { get; } = message;

        public ITimer? Timer { get; set; }
    }
}

/// <summary>A will, and how many seconds after the connection broke it is to be published.</summary>
internal sealed record DelayedWill(uint Seconds, MqttApplicationMessage Message)
{
    /// <summary>
    /// The will of a CONNECT that is to be delayed, which the CONNECT then has no longer. <see langword="null"/> where it is
    /// due at once: the session ends with the connection, and no will waits longer than its session.
    /// </summary>
    public static DelayedWill? TakeFrom(MqttConnectPacket connect)
    {
        var seconds = Math.Min(connect.WillDelayInterval, connect.SessionExpiryInterval);
        if (!connect.WillFlag || seconds == 0) return null;
        connect.WillFlag = false;
        return new DelayedWill(seconds, new MqttApplicationMessage
        {
            Topic = connect.WillTopic,
            PayloadSegment = connect.WillMessage ?? [],
            QualityOfServiceLevel = connect.WillQoS,
            Retain = connect.WillRetain,
            UserProperties = connect.WillUserProperties,
            ContentType = connect.WillContentType,
            ResponseTopic = connect.WillResponseTopic,
            CorrelationData = connect.WillCorrelationData,
            PayloadFormatIndicator = connect.WillPayloadFormatIndicator,
            MessageExpiryInterval = connect.WillMessageExpiryInterval,
        });
    }
}
