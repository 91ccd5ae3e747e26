using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Hosting.Logging;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Hosting.Logging;

public sealed class RequestLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ManyRequestsWithoutAToken_LogsSomeAndThenTheirNumberAndEveryoneElseAll()
    {
        var time = new WaitingTime();
        var log = new LogRecorder();
        await using var gateway = await StartedAsync(log, time);
        using var stranger = gateway.Https();
        using var known = gateway.SignedIn();

        const int Requests = StrangerLogLimit.MaxPerAddress + 40;
        for (var i = 0; i < Requests; i++) (await stranger.GetAsync("/api/v1/devices", Token)).Dispose();
        for (var i = 0; i < Requests; i++) (await known.GetAsync("/api/v1/devices", Token)).Dispose();
        time.Advance(TimeSpan.FromMinutes(1));

        var lines = log.Text.Split('\n');
        Assert.Equal((StrangerLogLimit.MaxPerAddress, Requests), (Answered(401), Answered(200)));
        Assert.Single(lines, line => line.StartsWith("40 more requests of 127.0.0.1 not logged", StringComparison.Ordinal));

        int Answered(int status) =>
            lines.Count(line => line.StartsWith($"GET /api/v1/devices answered {status}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_ALongPath_IsCut()
    {
        var log = new LogRecorder();
        await using var gateway = await StartedAsync(log);
        using var client = gateway.Https();

        (await client.GetAsync("/" + new string('"', 2000), Token)).Dispose();

        var line = Assert.Single(log.Text.Split('\n'), line => line.Contains("answered 404", StringComparison.Ordinal));
        Assert.True(line.Length < 1024, $"It has {line.Length} characters.");
    }

    private static Task<GatewayHost> StartedAsync(LogRecorder log, TimeProvider? time = null) => GatewayHost.StartedAsync(
        time, substitute: services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([log])));
}
