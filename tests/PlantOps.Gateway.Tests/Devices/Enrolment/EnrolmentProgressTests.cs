using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Enrolment;

/// <summary>How far an enrolment has come, over the API.</summary>
public sealed class EnrolmentProgressTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ADeviceOnItsWayIn_SaysEachStepAndStillDoesAfterARestart()
    {
        using var directory = new TemporaryDirectory();
        string id;
        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            using var manager = gateway.SignedIn(TokenRole.DeviceManager);
            var made = await Json(await manager.PostAsJsonAsync("/api/v1/enrolments", new { name = "Fern" }, Token));
            (id, var code) = (made.GetProperty("id").GetString()!, made.GetProperty("code").GetString());
            Assert.Equal("waiting", (await Progress(manager, id)).GetProperty("state").GetString());

            var registered = await Json(
                await manager.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = "AA:BB" }, Token));

            var admitted = await Progress(manager, id);
            Assert.Equal("admitted", admitted.GetProperty("state").GetString());
            Assert.Equal(registered.GetProperty("device_id").GetString(), admitted.GetProperty("device_id").GetString());
            using var device = new BrokerClient(gateway, "AA:BB");
            await device.ConnectAsync();
            await Until(manager, id, "connected");
            await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5}""");
            await Until(manager, id, "measuring");
        }

        await using var again = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        using var later = again.SignedIn(TokenRole.DeviceManager);
        var after = await Progress(later, id);
        Assert.Equal("measuring", after.GetProperty("state").GetString());
        Assert.All(
            ["asked_at", "admitted_at", "connected_at", "first_reading_at"],
            step => Assert.Equal(JsonValueKind.Number, after.GetProperty(step).ValueKind));
    }

    [Fact]
    public async Task Get_AfterAWrongCodeAndAKnownDevice_SaysSo()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var manager = gateway.SignedIn(TokenRole.DeviceManager);
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync();
        var made = await Json(await manager.PostAsJsonAsync("/api/v1/enrolments", new { name = "Fern" }, Token));
        var (id, code) = (made.GetProperty("id").GetString()!, made.GetProperty("code").GetString());

        using var refused = await manager.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = "AA:BB" }, Token);
        using var wrong = await manager.PostAsJsonAsync("/api/devices/register", new { code = "00000", hardware_id = "AA:CC" },
            Token);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Forbidden), (refused.StatusCode, wrong.StatusCode));
        var progress = await Progress(manager, id);
        Assert.Equal("refused", progress.GetProperty("state").GetString());
        Assert.Equal(device.Device.Id, progress.GetProperty("known_as").GetString());
        Assert.Equal(JsonValueKind.Number, progress.GetProperty("wrong_code_at").ValueKind);
        Assert.DoesNotContain(code!, progress.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_MoreThanAreKept_ForgetsTheOldest()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var progress = gateway.Services.GetRequiredService<EnrolmentProgress>();
        var ids = Enumerable.Range(0, EnrolmentProgress.MaxKept + 2)
            .Select(number => progress.Begin(new OpenEnrolment($"{number}", "Fern", long.MaxValue))).ToList();

        Assert.True(ids.Count(id => progress.Find(id) is not null) <= EnrolmentProgress.MaxKept);
        Assert.NotNull(progress.Find(ids[^1]));
    }

    private static async Task<JsonElement> Progress(HttpClient client, string id) =>
        await Json(await client.GetAsync($"/api/v1/enrolments/{id}", Token));

    private static async Task Until(HttpClient client, string id, string state)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await Progress(client, id)).GetProperty("state").GetString() != state) await beat.WaitForNextTickAsync(
            deadline.Token);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
