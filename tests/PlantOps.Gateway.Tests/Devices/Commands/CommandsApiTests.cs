using System.Buffers;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MQTTnet;
using PlantOps.Contracts.Commands;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Commands;

public sealed class CommandsApiTests : IAsyncLifetime
{
    private readonly WaitingTime _time = new();
    private GatewayHost _gateway = null!;
    private BrokerClient _device = null!;
    private HttpClient _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => $"/api/v1/devices/{_device.Device.Id}/commands";

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync(_time);
        _device = new BrokerClient(_gateway, "AA:BB");
        _owner = _gateway.SignedIn(TokenRole.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        _device.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Post_DeviceAnswers_SaysWhatBecameOfIt()
    {
        await ListenAsync(command => $$"""{"id":"{{command.Id}}","result":"done","soil_raw":2950}""");

        using var answer = await _owner.PostAsJsonAsync(Path, new { name = "calibrate_air" }, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(("calibrate_air", "done", 2950),
            (Text(result, "name"), Text(result, "result"), result.GetProperty("soil_raw").GetInt32()));
    }

    [Fact]
    public async Task Post_DeviceRefuses_GivesTheReason()
    {
        await ListenAsync(command => $$"""{"id":"{{command.Id}}","result":"refused","reason":"the values spread too far"}""");

        using var answer = await _owner.PostAsJsonAsync(Path, new { name = "calibrate_water" }, Token);

        var result = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(("refused", "the values spread too far"), (Text(result, "result"), Text(result, "reason")));
    }

    [Fact]
    public async Task Post_DeviceSaysNothing_SaysSoInTheEnd()
    {
        await ListenAsync(command => $$"""{"id":"{{command.Id}}0","result":"done"}""");

        var asked = _owner.PostAsJsonAsync(Path, new { name = "identify" }, Token);
        Assert.Equal(DeviceCommands.Timeout, await _time.NextWait());
        _time.Advance(DeviceCommands.Timeout);
        using var answer = await asked;

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("device_did_not_answer", Text(await answer.Content.ReadFromJsonAsync<JsonElement>(Token), "code"));
    }

    [Fact]
    public async Task Post_DeviceIsAway_IsNotKeptForLater()
    {
        using var answer = await _owner.PostAsJsonAsync(Path, new { name = "restart" }, Token);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("device_not_connected", Text(await answer.Content.ReadFromJsonAsync<JsonElement>(Token), "code"));
    }

    [Fact]
    public async Task Post_UnknownCommand_NamesThoseThereAre()
    {
        using var answer = await _owner.PostAsJsonAsync(Path, new { name = "water" }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("read_now", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Viewer_IsForbidden()
    {
        using var viewer = _gateway.SignedIn();
        using var answer = await viewer.PostAsJsonAsync(Path, new { name = "restart" }, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task ListenAsync(Func<DeviceCommand, string> answer)
    {
        _device.Mqtt.ApplicationMessageReceivedAsync += async received =>
        {
            var command = DeviceCommand.Parse(received.ApplicationMessage.Payload.ToArray());
            await _device.PublishAsync(_device.Topic("commands/ack"), answer(command!));
        };
        await _device.ConnectAsync();
        await _device.Mqtt.SubscribeAsync(_device.Topic("commands"), cancellationToken: Token);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
