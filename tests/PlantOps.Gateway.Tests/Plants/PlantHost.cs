using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Alerts.Evaluation;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Plants;

/// <summary>A gateway and its owner, who asks for plants.</summary>
internal sealed class PlantHost(GatewayHost gateway) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private long _sequence;

    public HttpClient Owner { get; } = gateway.SignedIn(TokenRole.Owner);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PlantHost> StartedAsync() => new(await GatewayHost.StartedAsync());

    public T Service<T>()
        where T : notnull => gateway.Services.GetRequiredService<T>();

    public Device Admit(string hardware = "hw-1") =>
        Service<DeviceRegistry>().Admit(new DeviceDescription(hardware, hardware, null, null, []), "secret", null)!;

    /// <summary>Puts a reading where the writer would, and says so.</summary>
    public void Store(Device device, long time, double soil, int soilChannel = 1)
    {
        var group = new ReadingGroup(
            [new DeviceReadings(StreamId.Of(device.Number, soilChannel),
                [TrackBench.Reading(time, new Values(Soil: soil, Temperature: 20)) with { Sequence = _sequence++ }])], []);
        Service<IReadingStore>().Append(group);
        Service<ArrivedReadings>().Add(group);
    }

    public async Task<string> Add(string name)
    {
        var (status, plant) = await Ask(HttpMethod.Post, "/api/v1/plants", $$"""{"name":"{{name}}"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        return plant.GetProperty("id").GetString()!;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> Ask(
        HttpMethod method, string path, string? json = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, null, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await Owner.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> Get(string path) => Ask(HttpMethod.Get, path);

    /// <summary>Asks whenever something happens to plants and alerts, until the answer is as it is waited for.</summary>
    public async Task<JsonElement> Until(string path, Func<JsonElement, bool> isThere)
    {
        using var live = Service<LiveEvents>().Listen(LiveEventType.Plant | LiveEventType.Alert, lastId: null);
        while (true)
        {
            var (_, body) = await Get(path);
            if (isThere(body)) return body;
            await live.Wait(Patience, TimeProvider.System, Token);
            Assert.True(live.Take() is not null, $"Nothing happened; {path} is {body}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        await gateway.DisposeAsync();
    }
}
