using System.Reflection;
using System.Text.Json;
using MQTTnet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Demo;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>No service takes the gateway along, whatever happens to it.</summary>
public sealed class SupervisionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryService_Throws_ReadingsAreTakenHealthSaysWhichAndItRecovers()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var faulty = new FaultySupervisor(time) { IsFaulty = true };
        await using var gateway =
            await GatewayHost.StartedAsync(time, substitute: services => services.AddSingleton<Supervisor>(faulty));
        using var client = gateway.Http();
        var services = gateway.Services.GetServices<IHostedService>().OfType<SupervisedService>().ToList();
        Assert.True(services.Count >= 14, $"{services.Count} services are supervised.");

        // As they start, and once more while they run.
        await CheckAll(services, client, gateway);
        faulty.IsFaulty = false;
        await Until(time, client, health => health.GetProperty("status").GetString() == "ok");
        faulty.IsFaulty = true;
        var periodic = services.Where(service => service is PeriodicService or SignalledService).ToList();
        await Until(time, client, health => periodic.TrueForAll(service => ReasonOf(health, service) is not null));
        await CheckAll(periodic, client, gateway);

        faulty.IsFaulty = false;
        await Until(time, client, health => health.GetProperty("status").GetString() == "ok");
    }

    [Fact]
    public void BackgroundWork_Any_DerivesFromTheSupervisedBase()
    {
        // The broker is MQTTnet's to run, the writer is one thread that must not go on before what it has is stored; mappings
        // and a demo's garden are there before the start is over.
        Type[] exceptions = [typeof(DeviceBroker), typeof(IngestWriter), typeof(DemoGarden), typeof(FieldMappings)];

        var others = Types.Where(type =>
            typeof(IHostedService).IsAssignableFrom(type) && !typeof(SupervisedService).IsAssignableFrom(type));

        Assert.Equal(exceptions.Select(type => type.Name).Order(), others.Select(type => type.Name).Order());
    }

    [Fact]
    public void LogMessages_All_HaveEventIdsOfTheirOwn()
    {
        var ids = Types
            .SelectMany(
                type => type.GetMethods(
                    BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(one => one.EventId is not null)
            .ToList();

        Assert.True(ids.Count > 40, $"{ids.Count} log messages were found.");
        Assert.DoesNotContain(-1, ids.Select(one => one.EventId!.Value));
        Assert.All(ids.GroupBy(one => one.EventId), of => Assert.True(
            of.Count() == 1,
            $"{of.Key}: {string.Join(", ", of.Select(one => $"{one.Method.DeclaringType!.DeclaringType!.Name}.{one.Method.Name}"))}"));
    }

    private static Type[] Types => typeof(SupervisedService).Assembly.GetTypes();

    private static async Task CheckAll(List<SupervisedService> services, HttpClient client, GatewayHost gateway)
    {
        var health = await Health(client);
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.All(services,
            service => Assert.Contains(
                "InvalidOperationException: A fault on purpose", ReasonOf(health, service), StringComparison.Ordinal));
        using var ready = await client.GetAsync("/api/ready", Token);
        Assert.True(ready.IsSuccessStatusCode);

        using var device = new BrokerClient(gateway, $"hw-{Guid.NewGuid()}");
        await device.ConnectAsync();
        var acknowledged = await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5}""")
            .WaitAsync(Patience, Token);
        Assert.Equal(MqttClientPublishReasonCode.Success, acknowledged.ReasonCode);
        Assert.NotNull(gateway.Services.GetRequiredService<IReadingStore>().Latest(device.Device.Number));
    }

    private static string? ReasonOf(JsonElement health, SupervisedService service) =>
        health.GetProperty("components").GetProperty(service.Component).GetProperty("reason").GetString();

    private static async Task<JsonElement> Health(HttpClient client) =>
        JsonDocument.Parse(await client.GetStringAsync("/api/health", Token)).RootElement;

    /// <summary>Lets time pass until it is so; the longest interval is an hour.</summary>
    private static async Task Until(FakeTimeProvider time, HttpClient client, Func<JsonElement, bool> isSo)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(Patience);
        for (var health = await Health(client); !isSo(health); health = await Health(client))
        {
            Assert.False(deadline.IsCancellationRequested, health.GetRawText());
            time.Advance(TimeSpan.FromMinutes(5));
        }
    }

    private sealed class FaultySupervisor(TimeProvider time) : Supervisor(time)
    {
        public bool IsFaulty { get; set; }

        public override void Enter(string component)
        {
            if (IsFaulty) throw new InvalidOperationException("A fault on purpose.");
        }
    }
}
