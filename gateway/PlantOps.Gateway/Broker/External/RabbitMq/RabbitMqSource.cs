using System.Buffers;
using PlantOps.Gateway.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace PlantOps.Gateway.Broker.External.RabbitMq;

/// <summary>
/// Takes what devices say from RabbitMQ's queues. Gateways share one, and each has another one for who is connected and what
/// became of commands. What was not acknowledged when this gateway or a node ends comes again at once, to whoever is there.
/// </summary>
internal sealed partial class RabbitMqSource(
    RabbitMqConnector connector, ExternalPublishes publishes, StoredNotices notices, BrokerMetrics metrics, Supervisor supervisor,
    ILogger<RabbitMqSource> logger)
    : SupervisedService(supervisor, logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(1);

    private volatile Session? _session;
    private volatile bool _takesNoMore;
    private volatile bool _wasConnected;
    private volatile string? _problem = "The broker has not been reached yet.";

    public override string Component => "broker";

    /// <summary>
    /// Until it was reached once. Pages are of use without the broker; a gateway that has never seen it may be set up wrongly.
    /// </summary>
    public override bool NeededForReady => !_wasConnected;

    protected override string Title => "Receiving from the broker";

    public override string? Problem() => Faults.Join(_problem, base.Problem());

    protected override async Task Work(CancellationToken stopping)
    {
        var wait = FirstWait;
        while (true)
        {
            var address = connector.Next();
            try
            {
                var session = await OpenAsync(address, stopping);
                wait = FirstWait;
                var reason = await session.Lost.WaitAsync(stopping);
                Note($"The connection to the broker at {address} was lost: {reason}");
                await EndAsync(session);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                Note($"The broker at {address} cannot be reached: {FaultReason.Of(exception)}");
            }

            await Task.Delay(wait, Time, stopping);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    // What has come is stored and acknowledged; the rest is another gateway's, or comes when this one is back.
    protected override async Task Finish(CancellationToken deadline)
    {
        if (_session is not { } session) return;
        foreach (var consumer in session.Consumers) await session.Channel.BasicCancelAsync(consumer, cancellationToken: deadline);
        _takesNoMore = true;
        await session.Deliveries.DrainedAsync().WaitAsync(deadline);

        // Or devices would send all of it again, half a minute later.
        await notices.SendNowAsync(deadline);
        await EndAsync(session);
    }

    private async Task<Session> OpenAsync(BrokerAddress address, CancellationToken stopping)
    {
        var connection = await connector.OpenAsync(address, "PlantOps gateway, from devices", stopping);
        try
        {
            await RabbitMqTopology.DeclareSharedAsync(connection, stopping);
            var session = new Session(connection, await connection.CreateChannelAsync(cancellationToken: stopping), metrics);
            await ConsumeAsync(session, stopping);
            _session = session;
            _wasConnected = true;
            _problem = null;
            Log.Connected(Logger, address.ToString());
            notices.Send();
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task ConsumeAsync(Session session, CancellationToken stopping)
    {
        var channel = session.Channel;
        var own = await RabbitMqTopology.DeclareOwnAsync(channel, stopping);
        await channel.BasicQosAsync(0, RabbitMqTopology.Prefetch, global: false, stopping);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) => ReceivedAsync(session, delivered);

        // A queue that is deleted, or whose leader is gone for good, tells its consumer and nobody else.
        consumer.UnregisteredAsync += (_, _) => session.EndsAsync("its queue is gone.");
        session.Consumers.Add(await channel.BasicConsumeAsync(own, autoAck: false, consumer, stopping));
        session.Consumers.Add(await channel.BasicConsumeAsync(RabbitMqTopology.Shared, autoAck: false, consumer, stopping));
    }

    private async Task ReceivedAsync(Session session, BasicDeliverEventArgs delivered)
    {
        if (_takesNoMore) return;
        var delivery = session.Deliveries.Add(delivered.DeliveryTag);
        var topic = RabbitMqTopology.TopicOf(delivered.RoutingKey);
        try
        {
            await publishes.TakeAsync(
                topic, new ReadOnlySequence<byte>(delivered.Body), isRetained: false, delivery, CancellationToken.None);
            Faults.Clear(Title);
        }
        catch (Exception exception)
        {
            // All that is not acknowledged comes again with another connection; not at once, or it would be a loop without end.
            metrics.BroughtAgain();
            Faults.Note(Title, exception);
            await Task.Delay(WaitAfterFault, Time, CancellationToken.None);
            await session.EndsAsync(FaultReason.Of(exception));
        }
    }

    private async Task EndAsync(Session session)
    {
        _session = null;
        try
        {
            await session.Connection.DisposeAsync();
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or OperationCanceledException)
        {
            // It was gone already.
        }
    }

    private void Note(string problem)
    {
        if (_problem is null) Log.Lost(Logger, problem);
        _problem = problem;
    }

    /// <summary>A connection with its one channel, over which all queues are read.</summary>
    private sealed class Session
    {
        private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Session(IConnection connection, IChannel channel, BrokerMetrics metrics)
        {
            (Connection, Channel) = (connection, channel);
            Deliveries = new RabbitMqDeliveries(channel, exception =>
            {
                metrics.BroughtAgain();
                EndsAsync($"what is on disk could not be acknowledged: {FaultReason.Of(exception)}");
            });

            // The channel alone ends where a delivery waits for longer than RabbitMQ has patience.
            connection.ConnectionShutdownAsync += (_, shutdown) => EndsAsync(shutdown.ReplyText);
            channel.ChannelShutdownAsync += (_, shutdown) => EndsAsync(shutdown.ReplyText);
        }

        public IConnection Connection { get; }

        public IChannel Channel { get; }

        public RabbitMqDeliveries Deliveries { get; }

        public List<string> Consumers { get; } = [];

        /// <summary>Completes with why it is of no use any more.</summary>
        public Task<string> Lost => _lost.Task;

        public Task EndsAsync(string reason)
        {
            _lost.TrySetResult(reason);
            return Task.CompletedTask;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3245, LogLevel.Information, "Broker: connected to RabbitMQ at {Address}")]
        public static partial void Connected(ILogger logger, string address);

        [LoggerMessage(3246, LogLevel.Warning, "Broker: {Reason} Devices keep what they measure.")]
        public static partial void Lost(ILogger logger, string reason);
    }
}

/// <summary>One acknowledgement, by the tag of the last, is for all deliveries that are due.</summary>
internal sealed class RabbitMqDeliveries(IChannel channel, Action<Exception> ends) : BrokerDeliveries<ulong>(ends)
{
    protected override async Task AcknowledgeAsync(IReadOnlyList<ulong> due) =>
        await channel.BasicAckAsync(due[^1], multiple: true);
}
