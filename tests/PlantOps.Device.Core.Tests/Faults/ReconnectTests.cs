using System.Diagnostics;
using PlantOps.Device.Connecting;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Tests.Faults;

/// <summary>Thousands of reconnects over the adapter and a real broker leave nothing behind.</summary>
[Collection(Alone.Name)]
public sealed class ReconnectTests : IAsyncLifetime
{
    private const int Reconnects = 2000;
    private const int WarmUp = 100;

    private readonly TestBroker _broker = new();

    public async ValueTask InitializeAsync() => await _broker.Server.StartAsync();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public void Connect_TwoThousandTimes_LeavesNoThreadAndNoSocket()
    {
        var link = new M2MqttLink();
        link.Attach(new Inbox(new FakeClock().NewSignal()));
        Connect(link, WarmUp);
        var (handles, threads) = (Handles(), Threads());
        Connect(link, Reconnects);
        link.Close();

        // The pool may keep a few threads more than before; a leak would show as thousands.
        Assert.InRange(Handles(), 0, handles + 20);
        Assert.InRange(Threads(), 0, threads + 20);
    }

    private void Connect(M2MqttLink link, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(MqttConnectResult.Connected, link.Connect(new MqttSession
            {
                Host = "localhost", Port = _broker.Port, CaPem = _broker.CaPem, ClientId = "fern", Username = "fern",
                Password = "right", WillTopic = "devices/fern/status", WillMessage = "{}", KeepAliveS = 60,
            }));
            Assert.True(link.Publish("devices/fern/telemetry", [1], true, false) >= 0);
        }
    }

    private static int Handles() => Directory.GetFiles("/proc/self/fd").Length;

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
