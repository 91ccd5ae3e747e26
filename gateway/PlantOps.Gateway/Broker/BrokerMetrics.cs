using System.Diagnostics.Metrics;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker;

/// <summary>Instruments of the broker.</summary>
internal sealed class BrokerMetrics
{
    private readonly UpDownCounter<int> _connected;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _failedLogins;
    private readonly Counter<long> _broughtAgain;
    private readonly Histogram<double> _acknowledge;

    public BrokerMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MetricsServices.MeterName);
        _connected = meter.CreateUpDownCounter<int>("plantops.devices.connected", "{device}", "Devices connected now.");
        _refused = meter.CreateCounter<long>(
            "plantops.messages.refused", "{message}", "Messages and subscriptions refused, by reason.");
        _failedLogins = meter.CreateCounter<long>(
            "plantops.broker.failed_logins", "{attempt}", "Connections refused for a wrong user name or password.");
        _broughtAgain = meter.CreateCounter<long>(
            "plantops.messages.brought_again", "{fault}",
            "Times that a broker of the owner's was made to bring messages again after a fault.");
        _acknowledge = meter.CreateHistogram<double>(
            "plantops.acknowledge.duration", "s", "Time from a publish's arrival to its acknowledgement.");
    }

    public void Connected() => _connected.Add(1);

    public void Disconnected() => _connected.Add(-1);

    /// <param name="reason">One of a fixed few, because each makes a time series.</param>
    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void BroughtAgain() => _broughtAgain.Add(1);

    public void LoginFailed() => _failedLogins.Add(1);

    public void Acknowledged(TimeSpan age) => _acknowledge.Record(age.TotalSeconds);
}
