using PlantOps.Device.Connecting;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.VirtualDevice.Network;

/// <summary>
/// MQTT over a Wi-Fi that may be gone: then nothing gets through and nobody hears a farewell, so that the broker sends
/// the last will.
/// </summary>
internal sealed class VirtualLink(INetwork wifi) : IMqttLink
{
    private readonly M2MqttLink _link = new();

    public bool IsConnected => wifi.IsUp && _link.IsConnected;

    public string Problem => wifi.IsUp ? _link.Problem : "there is no Wi-Fi";

    public void Attach(IMqttListener listener) => _link.Attach(listener);

    public MqttConnectResult Connect(MqttSession session) => wifi.IsUp ? _link.Connect(session) : MqttConnectResult.Unreachable;

    public bool Subscribe(string[] topics) => IsConnected && _link.Subscribe(topics);

    public int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain) =>
        IsConnected ? _link.Publish(topic, payload, atLeastOnce, retain) : -1;

    public void Close()
    {
        if (!wifi.IsUp) Cut();
        _link.Close();
    }

    /// <summary>The connection is gone without a word. Only on the thread that uses the link, or after it has ended.</summary>
    public void Cut() => _link.Client?.Close();
}
