using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Tests.Figures;

/// <summary>A connection whose broker acknowledges everything at once.</summary>
internal sealed class WillingLink : IMqttLink
{
    private IMqttListener? _listener;
    private int _lastId;

    public bool IsConnected { get; private set; }

    public string Problem => string.Empty;

    public long PayloadBytes { get; private set; }

    public int Messages { get; private set; }

    public void Attach(IMqttListener listener) => _listener = listener;

    public MqttConnectResult Connect(MqttSession session)
    {
        IsConnected = true;
        return MqttConnectResult.Connected;
    }

    public bool Subscribe(string[] topics) => true;

    public int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain)
    {
        Messages++;
        PayloadBytes += payload.Length;
        var id = (_lastId++ % ushort.MaxValue) + 1;
        if (atLeastOnce) _listener!.Delivered(id);
        return id;
    }

    public void Close() => IsConnected = false;
}
