using System.Net;
using MQTTnet.Server;
using PlantOps.Device.Connecting;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Tests.Connecting;

/// <summary>The adapter over the stand-in against a real broker with TLS.</summary>
public sealed class M2MqttLinkTests : IAsyncLifetime
{
    // A test must not go on upon the thread that told it to: that one belongs to the client or the broker.
    private const TaskCreationOptions Apart = TaskCreationOptions.RunContinuationsAsynchronously;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TestBroker _broker = new();
    private readonly M2MqttLink _link = new();
    private readonly Listener _heard = new();

    public async ValueTask InitializeAsync()
    {
        await _broker.Server.StartAsync();
        _link.Attach(_heard);
    }

    public ValueTask DisposeAsync()
    {
        _link.Close();
        return _broker.DisposeAsync();
    }

    [Fact]
    public async Task Publish_AtQos1_ArrivesAndIsAcknowledged()
    {
        var arrived = new TaskCompletionSource<string>(Apart);
        _broker.Server.InterceptingPublishAsync += e =>
        {
            arrived.TrySetResult(e.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        Assert.Equal(MqttConnectResult.Connected, _link.Connect(Session()));
        var id = _link.Publish("devices/fern/telemetry", [1, 2, 3], true, false);
        Assert.Equal("devices/fern/telemetry", await arrived.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(id, await _heard.Delivered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Subscribe_MessageForTheDevice_IsReceived()
    {
        var subscribed = new TaskCompletionSource(Apart);
        _broker.Server.ClientSubscribedTopicAsync += _ =>
        {
            subscribed.TrySetResult();
            return Task.CompletedTask;
        };
        _link.Connect(Session());
        Assert.True(_link.Subscribe(["devices/fern/desired"]));
        await subscribed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _link.Publish("devices/fern/desired", "{}"u8.ToArray(), true, false);
        Assert.Equal(
            "devices/fern/desired", await _heard.Received.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Connect_OtherCa_IsNotTrusted()
    {
        using var other = new TestCa();
        var session = Session();
        session.CaPem = other.Pem;
        Assert.Equal(MqttConnectResult.Unreachable, _link.Connect(session));
        Assert.False(_link.IsConnected);
        Assert.Contains("not signed by the stored CA", _link.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_CertificateForAnotherHost_IsNotTrusted()
    {
        var session = Session();
        session.Host = Dns.GetHostName();
        Assert.Equal(MqttConnectResult.Unreachable, _link.Connect(session));
    }

    [Fact]
    public void Connect_WrongPassword_IsRefused()
    {
        var session = Session();
        session.Password = "wrong";
        Assert.Equal(MqttConnectResult.Refused, _link.Connect(session));
    }

    [Fact]
    public void Connect_NobodyThere_IsUnreachable()
    {
        var session = Session();
        session.Port = TestBroker.FreePort();
        Assert.Equal(MqttConnectResult.Unreachable, _link.Connect(session));
    }

    [Fact]
    public void Connect_UnknownName_IsUnreachable()
    {
        var session = Session();
        session.Host = "no-such-host.invalid";
        Assert.Equal(MqttConnectResult.Unreachable, _link.Connect(session));
        Assert.Equal("its name is not known", _link.Problem);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")]
    [InlineData("")]
    public void Connect_StoredCaThatIsNoCertificate_SaysSo(string pem)
    {
        var session = Session();
        session.CaPem = pem;
        Assert.Equal(MqttConnectResult.Unreachable, _link.Connect(session));
        Assert.Equal("the stored CA cannot be read", _link.Problem);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Connect_StoredPortThatIsNone_SaysSo(int port)
    {
        var session = Session();
        session.Port = port;
        Assert.Equal(MqttConnectResult.Unreachable, _link.Connect(session));
        Assert.StartsWith("its address cannot be used", _link.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_Again_IsANewClientThatAsksForTheNameAnew()
    {
        Assert.Equal(MqttConnectResult.Connected, _link.Connect(Session()));
        var first = _link.Client!;
        Assert.Equal(MqttConnectResult.Connected, _link.Connect(Session()));
        Assert.NotSame(first, _link.Client);
        Assert.False(first.IsConnected);
    }

    [Fact]
    public void Publish_NotConnected_IsNotTaken() => Assert.Equal(-1, _link.Publish("devices/fern/telemetry", [1], true, false));

    [Fact]
    public async Task ConnectionClosed_BrokerStops_IsHeard()
    {
        _link.Connect(Session());
        await _broker.Server.StopAsync(new MqttServerStopOptions());
        await _heard.Closed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(_link.IsConnected);
    }

    [Fact]
    public async Task Close_InOrder_LeavesNoWill()
    {
        Assert.False(await WillAfter(_link.Close));
    }

    [Fact]
    public async Task ConnectionCut_Suddenly_LeavesTheWill()
    {
        Assert.True(await WillAfter(() => _link.Client!.Close()));
    }

    private async Task<bool> WillAfter(Action end)
    {
        var will = false;
        var gone = new TaskCompletionSource(Apart);
        _broker.Server.InterceptingPublishAsync += e =>
        {
            will |= e.ApplicationMessage.Topic == "devices/fern/status" && e.ApplicationMessage.Retain;
            return Task.CompletedTask;
        };
        _broker.Server.ClientDisconnectedAsync += e =>
        {
            gone.TrySetResult();
            return Task.CompletedTask;
        };
        _link.Connect(Session());
        end();
        await gone.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return will;
    }

    private MqttSession Session() => new()
    {
        Host = "localhost", Port = _broker.Port, CaPem = _broker.CaPem, ClientId = "fern", Username = "fern", Password = "right",
        WillTopic = "devices/fern/status", WillMessage = "{\"state\":\"offline\"}", KeepAliveS = 60,
    };

    private sealed class Listener : IMqttListener
    {
        public TaskCompletionSource<int> Delivered { get; } = new(Apart);

        public TaskCompletionSource<string> Received { get; } = new(Apart);

        public TaskCompletionSource Closed { get; } = new(Apart);

        void IMqttListener.Delivered(int messageId) => Delivered.TrySetResult(messageId);

        void IMqttListener.Received(string topic, byte[] payload) => Received.TrySetResult(topic);

        void IMqttListener.Closed() => Closed.TrySetResult();
    }
}
