using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External.Access;

/// <summary>
/// What a broker asks, and who else asks there. No broker is needed for it: the gateway goes on looking for one.
/// </summary>
public sealed class BrokerAccessApiTests(BrokerAccessApiTests.Asked asked) : IClassFixture<BrokerAccessApiTests.Asked>
{
    private const string Password = "a password that only a test would choose";
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly HttpClient _broker = asked.Client;
    private readonly Device _device = asked.Device;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private GatewayHost Host => asked.Host;

    [Theory]
    [InlineData("{0}", Password, "{0}", "allow")]
    [InlineData("{0}", Password, "", "allow")]
    [InlineData("{0}", Password, "{0}:1", "allow")]
    [InlineData("{0}", Password, "{0}1", "deny")]
    [InlineData("{0}", Password, "somebody", "deny")]
    [InlineData("{0}", "wrong", "{0}", "deny")]
    [InlineData("{0}", "", "{0}", "deny")]
    [InlineData("plant-nobody", Password, "plant-nobody", "deny")]
    [InlineData("gateways", "the gateways' password", "", "allow administrator")]
    [InlineData("gateways", "wrong", "", "deny")]
    [InlineData("", "", "", "deny")]
    public async Task User_WithAPassword_IsLetInWhereItIsTheirs(string user, string password, string clientId, string expected) =>
        Assert.Equal(expected,
            await AskAsync(
                "user", ("username", Named(user)), ("password", password), ("client_id", Named(clientId)), ("vhost", "/")));

    [Theory]
    [InlineData("{0}", "exchange", "amq.topic", "write", "allow")]
    [InlineData("{0}", "exchange", "amq.topic", "read", "allow")]
    [InlineData("{0}", "exchange", "amq.topic", "configure", "deny")]
    [InlineData("{0}", "exchange", "amq.default", "write", "deny")]
    [InlineData("{0}", "exchange", "", "write", "deny")]
    [InlineData("{0}", "queue", "mqtt-subscription-{0}qos1", "configure", "allow")]
    [InlineData("{0}", "queue", "mqtt-subscription-{0}.consoleqos0", "read", "allow")]
    [InlineData("{0}", "queue", "mqtt-subscription-{0}1qos1", "read", "deny")]
    [InlineData("{0}", "queue", "mqtt-subscription-plant-otherqos1", "read", "deny")]
    [InlineData("{0}", "queue", "mqtt-subscription-qos1", "read", "deny")]
    [InlineData("{0}", "queue", "plantops.devices", "read", "deny")]
    [InlineData("{0}", "topic", "amq.topic", "write", "deny")]
    [InlineData("plant-nobody", "exchange", "amq.topic", "write", "deny")]
    [InlineData("gateways", "queue", "plantops.devices", "configure", "allow")]
    public async Task Resource_OfRabbitMq_IsForWhoNeedsIt(
        string user, string kind, string name, string permission, string expected) =>
        Assert.Equal(expected, await AskAsync(
            "resource", ("username", Named(user)), ("vhost", "/"), ("resource", kind), ("name", Named(name)),
            ("permission", permission)));

    [Theory]
    [InlineData("{0}", "write", "devices.{0}.telemetry", "allow")]
    [InlineData("{0}", "write", "devices.{0}.commands.ack", "allow")]
    [InlineData("{0}", "write", "devices.{0}.anything", "allow")]
    [InlineData("{0}", "write", "devices.{0}.desired", "deny")]
    [InlineData("{0}", "write", "devices.plant-other.telemetry", "deny")]
    [InlineData("{0}", "write", "devices.*.telemetry", "deny")]
    [InlineData("{0}", "write", "plants.{0}", "deny")]
    [InlineData("{0}", "read", "devices.{0}.desired", "allow")]
    [InlineData("{0}", "read", "devices.{0}.#", "allow")]
    [InlineData("{0}", "read", "devices.#", "deny")]
    [InlineData("{0}", "read", "devices.*.desired", "deny")]
    [InlineData("{0}", "read", "#", "deny")]
    [InlineData("{0}", "configure", "devices.{0}.desired", "deny")]
    [InlineData("gateways", "write", "devices.{0}.desired", "allow")]
    public async Task Topic_OfRabbitMq_IsThatOfWhoAsks(string user, string permission, string key, string expected) =>
        Assert.Equal(expected, await AskAsync(
            "topic", ("username", Named(user)), ("vhost", "/"), ("resource", "topic"), ("name", "amq.topic"),
            ("permission", permission), ("routing_key", Named(key))));

    [Fact]
    public async Task Topic_OfAnotherExchange_IsRefused() => Assert.Equal("deny", await AskAsync(
        "topic", ("username", _device.Id), ("vhost", "/"), ("resource", "topic"), ("name", "another"), ("permission", "write"),
        ("routing_key", $"devices.{_device.Id}.telemetry")));

    [Theory]
    [InlineData("/", "allow")]
    [InlineData("another", "deny")]
    public async Task VirtualHost_OfRabbitMq_IsTheFirst(string name, string expected) =>
        Assert.Equal(expected, await AskAsync("vhost", ("username", _device.Id), ("vhost", name), ("ip", "192.0.2.1")));

    [Fact]
    public async Task Everything_OfADeviceThatIsReleased_IsRefused()
    {
        var device = asked.Admit("CC:DD");
        Assert.Equal("allow", await AskAsync("user", ("username", device.Id), ("password", Password), ("client_id", device.Id)));

        using var owner = Host.SignedIn(TokenRole.Owner);
        (await owner.PostAsync($"/api/v1/devices/{device.Id}/release", null, Token)).EnsureSuccessStatusCode();

        Assert.Equal("deny", await AskAsync("user", ("username", device.Id), ("password", Password), ("client_id", device.Id)));
        Assert.Equal("deny", await AskAsync("vhost", ("username", device.Id), ("vhost", "/")));
        Assert.Equal("deny", await RouteAsync(device.Id, "write", $"devices.{device.Id}.telemetry"));
    }

    [Fact]
    public async Task Topic_OfLogins_IsWhatTheyAreFor()
    {
        var logins = Host.Services.GetRequiredService<MqttLogins>();
        var bridge = logins.Make("bridge", MqttLogin.Bridge, [_device.Id], Principal.Local)!.Value.Login;
        var reader = logins.Make("reader", MqttLogin.Reader, [], Principal.Local)!.Value.Login;

        Assert.Equal("allow", await RouteAsync(bridge.Id, "write", $"devices.{_device.Id}.telemetry"));
        Assert.Equal("deny", await RouteAsync(bridge.Id, "write", "devices.plant-other.telemetry"));
        Assert.Equal("deny", await RouteAsync(bridge.Id, "read", "devices.*.telemetry"));
        Assert.Equal("allow", await RouteAsync(reader.Id, "read", "devices.*.telemetry"));
        Assert.Equal("deny", await RouteAsync(reader.Id, "read", "devices.#"));
        Assert.Equal("deny", await RouteAsync(reader.Id, "write", $"devices.{_device.Id}.telemetry"));
    }

    [Fact]
    public async Task Emqx_OfADevice_IsAnsweredAsJson()
    {
        Assert.Equal(("allow", false),
            await EmqxAsync("authenticate", new { username = _device.Id, password = Password, clientid = _device.Id }));
        Assert.Equal(("deny", false),
            await EmqxAsync("authenticate", new { username = _device.Id, password = "wrong", clientid = _device.Id }));
        Assert.Equal(
            ("allow", true), await EmqxAsync("authenticate", new { username = "gateways", password = "the gateways' password" }));
        Assert.Equal(("allow", false),
            await EmqxAsync(
                "authorize", new { username = _device.Id, action = "publish", topic = $"devices/{_device.Id}/telemetry" }));
        Assert.Equal(("deny", false),
            await EmqxAsync("authorize", new { username = _device.Id, action = "publish", topic = "devices/other/telemetry" }));
        Assert.Equal(("allow", false),
            await EmqxAsync(
                "authorize", new { username = _device.Id, action = "subscribe", topic = $"devices/{_device.Id}/desired" }));
        Assert.Equal(("deny", false),
            await EmqxAsync("authorize", new { username = _device.Id, action = "subscribe", topic = "devices/+/desired" }));
        Assert.Equal(("deny", false), await EmqxAsync("authorize", new { }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?key=0123456789abcdef0123456789abcdeX")]
    public async Task Question_WithoutTheKey_IsNotAnswered(string query)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("username", _device.Id), KeyValuePair.Create("password", Password)]);

        using var answer = await _broker.PostAsync($"/local/broker/user{query}", form, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("allow", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_LongerThanAnyIs_IsRefused()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("username", new string('x', 17_000))]);

        using var answer = await _broker.PostAsync($"/local/broker/user?key={Key}", form, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Question_OfWhatIsNoForm_IsDenied()
    {
        using var answer = await _broker.PostAsync(
            $"/local/broker/user?key={Key}", new StringContent("{}", Encoding.UTF8, "application/json"), Token);

        Assert.Equal("deny", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Ports_OfPeopleAndOfTheBroker_HaveNothingInCommon()
    {
        using var owner = Host.SignedIn(TokenRole.Owner);
        using var local = Host.Local();
        using var plain = Host.Http();
        foreach (var client in new[] { owner, local, plain })
        {
            using var answer = await client.PostAsync($"/local/broker/user?key={Key}", new FormUrlEncodedContent([]), Token);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PermanentRedirect, $"{answer.StatusCode}");
        }

        foreach (var path in new[] { "/", "/api/health", "/api/v1/devices", "/local/certificates", "/ca.crt", "/metrics" })
        {
            using var answer = await _broker.GetAsync($"{path}?key={Key}", Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private string Named(string text) => text.Replace("{0}", _device.Id, StringComparison.Ordinal);

    private Task<string> RouteAsync(string user, string permission, string key) =>
        AskAsync(
            "topic", ("username", user), ("vhost", "/"), ("name", "amq.topic"), ("permission", permission), ("routing_key", key));

    private async Task<string> AskAsync(string question, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _broker.PostAsync($"/local/broker/{question}?key={Key}", form, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    private async Task<(string Result, bool IsSuperuser)> EmqxAsync(string question, object body)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/local/broker/emqx/{question}") { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Broker-Key", Key);
        using var answer = await _broker.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (json.GetProperty("result").GetString()!, json.GetProperty("is_superuser").GetBoolean());
    }

    /// <summary>A gateway that answers, for as long as all the questions take.</summary>
    public sealed class Asked : IAsyncLifetime
    {
        private readonly TemporaryDirectory _files = new();

        internal GatewayHost Host { get; private set; } = null!;

        internal HttpClient Client { get; private set; } = null!;

        internal Device Device { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var port = GatewayHost.FreePorts(1)[0];
            await File.WriteAllTextAsync(_files.File("key"), Key + "\n");
            await File.WriteAllTextAsync(_files.File("password"), "the gateways' password");
            Host = await GatewayHost.StartedAsync(more:
            [
                "--Broker:Mode", "rabbitmq", "--Broker:Address", $"amqp://127.0.0.1:{GatewayHost.FreePorts(1)[0]}",
                "--Broker:Username", "gateways", "--Broker:PasswordFile", _files.File("password"), "--Broker:AccessPort",
                port.ToString(CultureInfo.InvariantCulture), "--Broker:AccessKeyFile", _files.File("key"),
            ]);
            Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            Device = Admit("AA:BB");
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Host.DisposeAsync();
            _files.Dispose();
        }

        internal Device Admit(string hardware) => Host.Services.GetRequiredService<DeviceRegistry>()
            .Admit(new DeviceDescription("Fern", hardware, null, null, []), Password, null)!;
    }
}
