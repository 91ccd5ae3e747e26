using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.Http;

/// <summary>Readings over HTTP: by who may, and on disk once they are accepted.</summary>
public sealed class TelemetryPostTests : IAsyncLifetime
{
    private const string Good = """{"temperature":21.5,"soil_moisture":33.1}""";

    private GatewayHost _gateway = null!;
    private BrokerClient _device = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        _device = new BrokerClient(_gateway, "AA:BB");
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task Post_WithTheDevicesPassword_IsStoredWhenItAnswers(string type)
    {
        using var client = Device();

        using var answer = await PostAsync(client, _device.Device.Id, Good, type);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(21.5, Assert.Single(Readings()).Values[Metric.Temperature]);
        Assert.Equal(DeviceState.Online, _gateway.Services.GetRequiredService<DevicePresence>().StateOf(_device.Device));
    }

    [Fact]
    public async Task Post_ABatchTwice_IsStoredOnce()
    {
        var readings = string.Join(',', Enumerable.Range(0, 700).Select(i =>
            $$"""{"seq":{{i}},"age_ms":{{(700 - i) * 1000}},"temperature":"20.5"}"""));
        using var client = Device();

        for (var i = 0; i < 2; i++)
        {
            using var answer = await PostAsync(client, _device.Device.Id, $$"""{"boot":3,"readings":[{{readings}}]}""");
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        Assert.Equal(700, Readings().Count);
    }

    [Theory]
    [InlineData("owner", HttpStatusCode.Accepted)]
    [InlineData("device-manager", HttpStatusCode.Accepted)]
    [InlineData("waters", HttpStatusCode.Forbidden)]
    [InlineData("viewer", HttpStatusCode.Forbidden)]
    public async Task Post_WithAToken_NeedsTheRight(string role, HttpStatusCode expected)
    {
        using var client = _gateway.SignedIn(TokenRoles.Parse(role)!.Value);

        using var answer = await PostAsync(client, _device.Device.Id, Good);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Accepted ? 1 : 0, Readings().Count);
    }

    [Fact]
    public async Task Post_ForAnotherDevice_IsRefused()
    {
        using var other = new BrokerClient(_gateway, "CC:DD");
        using var client = Device();
        using var owner = _gateway.SignedIn(TokenRole.Owner);

        using var refused = await PostAsync(client, other.Device.Id, Good);
        using var unknown = await PostAsync(owner, "plant-nobody", Good);
        using var reading = await client.GetAsync($"/api/v1/devices/{_device.Device.Id}", Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (refused.StatusCode, unknown.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, reading.StatusCode);
    }

    [Theory]
    [InlineData("a wrong password")]
    [InlineData("")]
    public async Task Post_WithAWrongPassword_IsRefused(string password)
    {
        using var client = Device(password);

        using var answer = await PostAsync(client, _device.Device.Id, Good);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Empty(Readings());
    }

    [Fact]
    public async Task Post_WithMangledCredentials_IsRefused()
    {
        string[] headers = ["Basic", "Basic !!!", "Basic " + new string('A', 6000),
            "Basic " + Convert.ToBase64String("nocolon"u8)];
        foreach (var header in headers)
        {
            using var client = _gateway.Https();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
            using var answer = await PostAsync(client, _device.Device.Id, Good);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Post_WhatCannotBeRead_SaysWhyAndIsSetAside()
    {
        using var client = Device();

        using var answer = await PostAsync(client, _device.Device.Id, """{"temperature":"warm"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal("temperature: expected a number. It is set aside.", problem.GetProperty("detail").GetString());
        Assert.Equal(ErrorCodes.Unreadable, problem.GetProperty("code").GetString());
        Assert.Single(_gateway.Services.GetRequiredService<IReadingStore>().SetAside(10));
    }

    [Fact]
    public async Task Post_MoreThanAMessageMayHave_IsRefused()
    {
        using var client = Device();

        using var fits = await PostAsync(client, _device.Device.Id, Good + new string(' ', Limits.MaxPacketBytes - Good.Length));
        using var tooLarge = await PostAsync(client, _device.Device.Id, Good + new string(' ', Limits.MaxPacketBytes));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.RequestEntityTooLarge), (fits.StatusCode, tooLarge.StatusCode));
    }

    private HttpClient Device(string password = BrokerClient.Password)
    {
        var client = _gateway.Https();
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_device.Device.Id}:{password}"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        return client;
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string device, string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        return await client.PostAsync(new Uri($"/api/v1/devices/{device}/telemetry", UriKind.Relative), content, Token);
    }

    private List<Reading> Readings() =>
        _gateway.Services.GetRequiredService<IReadingStore>().Read(_device.Device.Number, 0, long.MaxValue / 1000, 10_000);
}
