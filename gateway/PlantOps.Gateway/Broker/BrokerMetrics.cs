using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PlantOps.Gateway.Broker;

/// <summary>Instruments of the broker.</summary>
internal sealed class BrokerMetrics
{
    private readonly UpDownCounter<int> _connected;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _failedLogins;
    private readonly Histogram<double> _acknowledge;

    public BrokerMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("PlantOps");
        _connected = meter.CreateUpDownCounter<int>("plantops.devices.connected", "{device}", "Devices connected now.");
        _refused = meter.CreateCounter<long>("plantops.messages.refused", "{message}", "Messages refused.");
        _failedLogins = meter.CreateCounter<long>("plantops.broker.failed_logins", "{attempt}", "Connections refused for wrong credentials or too many attempts.");
        _acknowledge = meter.CreateHistogram<double>("plantops.acknowledge.duration", "s", "Time from a publish's arrival to its acknowledgement.");
    }

    public void Connected() => _connected.Add(1);

    public void Disconnected() => _connected.Add(-1);

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void LoginFailed() => _failedLogins.Add(1);

    public void Acknowledged(long receivedAt) => _acknowledge.Record(Stopwatch.GetElapsedTime(receivedAt).TotalSeconds);
}
