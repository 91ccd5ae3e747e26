using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.VirtualDevice.Network;

/// <summary>The device's MQTT by .NET alone.</summary>
internal sealed class MqttTlsLink : IMqttLink
{
    private IMqttListener? _listener;
    private MqttConnection? _connection;

    public bool IsConnected => _connection is { IsOpen: true };

    public string Problem { get; private set; } = string.Empty;

    public void Attach(IMqttListener listener) => _listener = listener;

    public MqttConnectResult Connect(MqttSession session)
    {
        Close();
        try
        {
            _connection = MqttConnection.Open(session, _listener);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException
            or CryptographicException or InvalidDataException)
        {
            Problem = exception.Message;
            return MqttConnectResult.Unreachable;
        }

        return _connection is null ? MqttConnectResult.Refused : MqttConnectResult.Connected;
    }

    public bool Subscribe(string[] topics) => _connection?.Subscribe(topics) == true;

    public int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain) =>
        _connection?.Publish(topic, payload, atLeastOnce, retain) ?? -1;

    public void Close()
    {
        _connection?.Close();
        _connection = null;
    }
}
