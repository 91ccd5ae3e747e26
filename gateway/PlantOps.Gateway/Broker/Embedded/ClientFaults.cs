using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>What clients do wrong: counted, and told of in at most one line a minute and address.</summary>
internal sealed partial class ClientFaults(BrokerMetrics metrics, TimeProvider time, ILogger<ClientFaults> logger)
{
    private readonly LogThrottle _lines = new(time);

    /// <param name="client">Who did it.</param>
    /// <param name="reason">One of a fixed few, because each makes a time series; never a client's own words.</param>
    public void Note(EndPoint? client, string reason)
    {
        metrics.Refused(reason);
        var address = AddressKey.Of((client as IPEndPoint)?.Address);
        if (_lines.MayWrite(address, out var count)) Log.Broke(logger, address, reason, count);
    }

    private static partial class Log
    {
        [LoggerMessage(
            3204, LogLevel.Information, "Broker: connection from {Address} ended: {Reason} ({Count} since the last such line)")]
        public static partial void Broke(ILogger logger, string address, string reason, int count);
    }
}
