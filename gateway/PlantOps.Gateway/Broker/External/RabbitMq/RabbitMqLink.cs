using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PlantOps.Gateway.Broker.External.RabbitMq;

/// <summary>
/// The way to devices over RabbitMQ, whose MQTT plugin brings what is published to <c>amq.topic</c> to whoever has subscribed to
/// it. Nothing is retained on this way: a device hears what it should be when it says what it is. A connection of its own:
/// RabbitMQ stops reading from one that publishes when its disk is full, and acknowledgements, which empty the disk, must get
/// through.
/// </summary>
internal sealed class RabbitMqLink(RabbitMqConnector connector, TimeProvider time) : IDeviceLink, IAsyncDisposable
{
    /// <summary>Publishes that are under way at most.</summary>
    private const int MaxUnderWay = 256;

    /// <summary>How long a publish may take to be confirmed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>After an attempt that failed nobody waits for another one until then.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _room = new(MaxUnderWay);
    private readonly SemaphoreSlim _opening = new(1);
    private volatile Open? _open;
    private long? _failedAt;

    /// <exception cref="BrokerAwayException">No node can be reached, or none takes it.</exception>
    public async Task SendAsync(string topic, byte[] payload, bool isRetained)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await _room.WaitAsync(patience.Token);
            try
            {
                var channel = await ChannelAsync(patience.Token);
                var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
                await channel.BasicPublishAsync(
                    RabbitMqTopology.Exchange, RabbitMqTopology.RoutingKeyOf(topic), mandatory: false, properties, payload,
                    patience.Token);
            }
            finally
            {
                _room.Release();
            }
        }
        catch (Exception exception)
            when (exception is RabbitMQClientException or OperationCanceledException or ObjectDisposedException
            or (IOException and not BrokerAwayException))
        {
            throw new BrokerAwayException("The broker does not answer.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is { } open) await open.Connection.DisposeAsync();
        _room.Dispose();
        _opening.Dispose();
    }

    private async ValueTask<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        if (_open is { Channel.IsOpen: true } open) return open.Channel;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_open is { Channel.IsOpen: true } another) return another.Channel;
            if (_failedAt is { } failed && time.GetElapsedTime(failed) < PauseAfterFailure)
                throw new BrokerAwayException("The broker is not connected.");
            _failedAt = time.GetTimestamp();
            if (_open is { } lost) await lost.Connection.DisposeAsync();
            _open = null;
            _open = await OpenAsync(cancellationToken);
            _failedAt = null;
            return _open.Channel;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<Open> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await connector.OpenAsync(connector.Next(), "PlantOps gateway, to devices", cancellationToken);
        try
        {
            var confirmed = new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            return new Open(connection, await connection.CreateChannelAsync(confirmed, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed record Open(IConnection Connection, IChannel Channel);
}
