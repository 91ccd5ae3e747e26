using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Broker;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>What <c>/metrics</c> shows.</summary>
public sealed class MetricsTests
{
    private const string Counter = "plantops_broker_failed_logins_total{";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_OfAnotherGatewayInTheProcess_AreNotShown()
    {
        await using var one = await GatewayHost.StartedAsync();
        await using var other = await GatewayHost.StartedAsync();

        one.Services.GetRequiredService<BrokerMetrics>().LoginFailed();

        Assert.Contains(Counter, await one.SignedIn().GetStringAsync("/metrics", Token), StringComparison.Ordinal);
        Assert.DoesNotContain(Counter, await other.SignedIn().GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }
}
