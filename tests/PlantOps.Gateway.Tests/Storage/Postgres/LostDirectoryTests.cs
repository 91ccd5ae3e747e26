using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>The data directory is deleted under a running gateway that stores elsewhere.</summary>
public sealed class LostDirectoryTests : IDisposable
{
    private readonly Hosting.TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_DataDirectoryIsDeleted_SaysSoAndReadingsAreStoredOn()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Elsewhere open files cannot be taken away, or it is not known how to tell.");
        var data = _directory.File("data");
        await using var gateway = await GatewayHost.StartedAsync(
            dataDirectory: data,
            more: ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", SharedPostgres.Server.NewDatabase()]);
        using var fern = new BrokerClient(gateway, "fern");
        await fern.ConnectAsync();
        using var client = gateway.Https();
        using var before = await client.GetAsync("/api/ready", Token);

        Directory.Delete(data, recursive: true);

        using var ready = await client.GetAsync("/api/ready", Token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (before.StatusCode, ready.StatusCode));
        var reason = $"directory: The data directory '{data}' was deleted or replaced while the gateway runs.";
        var problem = await ready.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("deleted or replaced", await client.GetStringAsync("/api/health", Token), StringComparison.Ordinal);

        var result = await fern.PublishAsync(fern.Topic("telemetry"), """{"temperature":21.5}""");

        Assert.True(result.IsSuccess);
        Assert.Single(gateway.Services.GetRequiredService<IReadingStore>().Read(fern.Device.Number, 0, long.MaxValue, 10));
    }

    public void Dispose() => _directory.Dispose();
}
