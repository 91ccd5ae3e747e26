using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Tests.Hosting.Health;

public sealed class HealthApiTests
{
    [Theory]
    [InlineData(null, true, "ok", HttpStatusCode.OK)]
    [InlineData("It is broken.", false, "degraded", HttpStatusCode.OK)]
    [InlineData("It is broken.", true, "degraded", HttpStatusCode.ServiceUnavailable)]
    public async Task Get_HealthAndReady_SayWhatIsWrongAndWhetherItMatters(
        string? problem, bool needed, string status, HttpStatusCode ready)
    {
        await using var gateway = await GatewayHost.StartedAsync(
            substitute: services => services.AddSingleton<IHealthSource>(new Part(problem, needed)));
        using var client = gateway.Http();

        using var health = await client.GetAsync("/api/health", TestContext.Current.CancellationToken);
        using var readiness = await client.GetAsync("/api/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        var report = await Body(health);
        Assert.Equal(status, report.GetProperty("status").GetString());
        Assert.Equal(problem, report.GetProperty("components").GetProperty("part").GetProperty("reason").GetString());
        Assert.Equal(ready, readiness.StatusCode);
        if (ready != HttpStatusCode.OK)
            Assert.Equal("part: It is broken.", (await Body(readiness)).GetProperty("detail").GetString());
    }

    private static async Task<JsonElement> Body(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    private sealed class Part(string? problem, bool needed) : IHealthSource
    {
        public string Component => "part";

        public bool NeededForReady => needed;

        public string? Problem() => problem;
    }
}
