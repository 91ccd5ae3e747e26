using PlantOps.Contracts.Json;
using PlantOps.Contracts.Presence;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Connecting;

/// <summary>Gets the device connected and keeps it so: Wi-Fi, then the time, then MQTT, each with patience.</summary>
internal sealed class Connector
{
    private const int WifiTimeoutMs = 15000;
    private const int KeepAliveS = 60;

    // Wrong credentials do not become right by trying: from half a minute up to an hour between attempts.
    private const int CredentialsFirstMs = 60 * 1000;
    private const int CredentialsLongestMs = 60 * 60 * 1000;

    // A connection that held this long was a good one: after it the first attempt comes soon.
    private const int HeldMs = 60000;

    private readonly INetwork _network;
    private readonly IMqttLink _link;
    private readonly IEventLog _log;
    private readonly TimeKeeper _time;
    private readonly IClock _clock;
    private readonly DeviceConfiguration _configuration;
    private readonly Backoff _wifi;
    private readonly Backoff _broker;
    private readonly Backoff _credentials;
    private readonly TrustedCa _ca;
    private readonly StatusLight _light;
    private long _dueMs;
    private long _connectedSinceMs;
    private bool _connected;
    private string _trouble = string.Empty;

    public Connector(
        NetworkEdges network,
        BoardEdges board,
        TimeKeeper time,
        IClock clock,
        DeviceConfiguration configuration,
        TrustedCa ca,
        StatusLight light)
    {
        _network = network.Wifi;
        _link = network.Mqtt;
        _log = board.Log;
        _time = time;
        _clock = clock;
        _light = light;
        _ca = ca;
        _configuration = configuration;
        _wifi = new Backoff(10000, 5 * 60000, board.Random);
        _broker = new Backoff(5000, 2 * 60000, board.Random);
        _credentials = new Backoff(CredentialsFirstMs, CredentialsLongestMs, board.Random);
    }

    /// <summary>Whether the last <see cref="Step"/> opened a new connection.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Connects if it is time; 0 while connected, otherwise the milliseconds until the next attempt.</summary>
    public int Step()
    {
        IsNew = false;
        int wait = Connect();
        _light.Tell(LightState.Connecting, wait > 0);
        _light.Tell(LightState.Online, wait == 0);
        return wait;
    }

    /// <summary>Gives up a connection that does not do its work.</summary>
    public void Drop(string why)
    {
        _log.Write(string.Concat("connection given up: ", why));
        _link.Close();
    }

    private int Connect()
    {
        if (_connected && _link.IsConnected && _network.IsUp)
        {
            _time.Step(_configuration.Gateway);
            return 0;
        }

        if (_connected)
        {
            Lose();
        }

        if (_clock.UptimeMs >= _dueMs)
        {
            Attempt();
        }

        long wait = _dueMs - _clock.UptimeMs;
        return _connected ? 0 : wait > 1 ? (int)wait : 1;
    }

    private void Lose()
    {
        _connected = false;
        _link.Close();
        if (_clock.UptimeMs - _connectedSinceMs >= HeldMs)
        {
            _broker.Reset();
        }

        Retry(_broker, "connection lost");
    }

    private void Attempt()
    {
        if (!_network.IsUp && !_network.Connect(WifiTimeoutMs))
        {
            Retry(_wifi, "no Wi-Fi");
            return;
        }

        _wifi.Reset();
        _time.Step(_configuration.Gateway);
        switch (_link.Connect(Session()))
        {
            case MqttConnectResult.Connected:
                _connected = true;
                IsNew = true;
                _ca.Worked();
                _time.Proved();
                _connectedSinceMs = _clock.UptimeMs;
                _credentials.Reset();
                _trouble = string.Empty;
                _log.Write(string.Concat("connected to ", _configuration.MqttHost));
                break;
            case MqttConnectResult.Refused:
                _ca.Worked();
                Retry(_credentials, "the broker refuses the credentials");
                break;
            default:
                _ca.Failed();
                _time.Doubt(_configuration.Gateway);
                Retry(_broker, string.Concat("no broker: ", _link.Problem));
                break;
        }
    }

    private void Retry(Backoff backoff, string why)
    {
        int wait = backoff.NextMs();
        _dueMs = _clock.UptimeMs + wait;

        // Said once: a night without a gateway is one line, not a thousand.
        if (why != _trouble)
        {
            _trouble = why;
            _log.Write(string.Concat(why, "; next attempt in ", (wait / 1000).ToString(), " s"));
        }
    }

    private MqttSession Session()
    {
        JsonWriter will = new JsonWriter(new byte[64]);
        DeviceStatus.Write(will, DeviceStatus.Offline, 0);
        byte[] message = will.ToArray();
        return new MqttSession
        {
            Host = _configuration.MqttHost,
            Port = _configuration.MqttPort,
            CaPem = _ca.Pem,
            ClientId = _configuration.DeviceId,
            Username = _configuration.MqttUsername,
            Password = _configuration.MqttPassword,
            WillTopic = DeviceTopic.Format(_configuration.DeviceId, TopicKind.Status),
            WillMessage = System.Text.Encoding.UTF8.GetString(message, 0, message.Length),
            KeepAliveS = KeepAliveS,
        };
    }
}
