using System.Diagnostics.Metrics;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>Instruments of the API's door.</summary>
internal sealed class AccessMetrics
{
    private readonly Counter<long> _failed;

    public AccessMetrics(IMeterFactory factory) => _failed = factory.Create(MetricsServices.MeterName)
        .CreateCounter<long>("plantops.api.failed_logins", "{attempt}",
            "Requests with a wrong token or enrolment code, or after too many of them.");

    /// <param name="kind"><c>token</c> or <c>enrolment</c>.</param>
    public void Failed(string kind) => _failed.Add(1, new KeyValuePair<string, object?>("kind", kind));
}
