using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Plants;

public sealed class PlantTelemetryLimitTests
{
    [Fact]
    public async Task Get_MoreRowsThanAnAnswerHas_ReadsNoMoreThanIsNeededToSaySo()
    {
        var store = new EndlessStore();
        await using var gateway =
            await GatewayHost.StartedAsync(substitute: services => services.AddSingleton<IReadingStore>(store));
        var description = new DeviceDescription("Fern", "AA:BB", null, null, []);
        var device = gateway.Services.GetRequiredService<DeviceRegistry>().Admit(description, "secret", null)!;
        var plants = gateway.Services.GetRequiredService<PlantStore>();
        var days = Enumerable.Range(0, 20).Select(day => TestReadings.Start + (day * TestReadings.Day));
        Watch[] watches = [.. days.Select(day => new Watch(device.Number, day, day + TestReadings.Day))];
        Assert.True(
            plants.TryCommit(
                plants.Put(new Plant { Id = "pl-1", Name = "Fern", CreatedAt = 1, Watches = watches }, expected: 0)));
        using var client = gateway.SignedIn();

        var path = $"/api/v1/plants/pl-1/telemetry?from={TestReadings.Start}";
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(TelemetryApi.MaxReadings + 1, store.Rows);
    }

    /// <summary>Has as many readings as anybody asks for, up to 60,000 at a time.</summary>
    private sealed class EndlessStore : IReadingStore
    {
        public long Rows { get; private set; }

        public AppendResult Append(ReadingGroup group) => throw new NotSupportedException();

        public void Read(StreamId stream, long from, long to, int limit, List<Reading> into)
        {
            for (var i = 0; i < Math.Min(limit, 60_000); i++) into.Add(TestReadings.At(from + i, sequence: i));
            Rows += into.Count;
        }

        public Reading? Latest(StreamId stream) => null;

        public IReadOnlyList<long> Days(StreamId stream) => [];

        public IReadOnlyList<SetAsideMessage> SetAside(int limit) => [];
    }
}
