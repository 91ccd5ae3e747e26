using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.VirtualDevice.Network;

/// <summary>One connection to a broker: MQTT 3.1.1 over TLS that one CA vouches for. It reads on a thread of its own.</summary>
internal sealed class MqttConnection : IDisposable
{
    /// <summary>Nothing that a gateway sends to a device is larger.</summary>
    private const int MaxBytes = 64 * 1024;

    private const int StackBytes = 128 * 1024;
    private const byte Accepted = 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _writing = new();
    private readonly SslStream _stream;
    private IMqttListener? _listener;
    private Timer? _pings;
    private int _lastId;

    private MqttConnection(SslStream stream) => _stream = stream;

    public bool IsOpen { get; private set; }

    /// <summary>
    /// Connects and introduces the device; <see langword="null"/> where the broker does not take its credentials.
    /// </summary>
    /// <exception cref="IOException">Nothing answers there, or not as a broker does.</exception>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The CA does not vouch for it.</exception>
    public static MqttConnection? Open(MqttSession session, IMqttListener? listener)
    {
        var socket = new TcpClient();
        try
        {
            socket.Connect(session.Host, session.Port);
            socket.NoDelay = true;
            socket.ReceiveTimeout = socket.SendTimeout = (int)Patience.TotalMilliseconds;
            var connection = new MqttConnection(new SslStream(socket.GetStream()));
            connection.Authenticate(session);
            connection.Send(MqttPacket.Connect(session));
            var (first, body) = connection.Receive();
            if (first >> 4 != MqttPacket.ConnAck || body.Length < 2) throw new InvalidDataException("the answer is no CONNACK");
            if (body[1] != Accepted)
            {
                connection.Dispose();
                return null;
            }

            connection.Begin(listener, socket, session.KeepAliveS);
            return connection;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message; its id. −1 where the connection is gone.</summary>
    public int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain)
    {
        var id = NextId();
        return TrySend(MqttPacket.PublishOf(topic, payload, id, atLeastOnce, retain)) ? id : -1;
    }

    public bool Subscribe(string[] topics) => TrySend(MqttPacket.Subscribe(NextId(), topics));

    /// <summary>Takes leave, so that no last will is sent.</summary>
    public void Close()
    {
        TrySend(MqttPacket.Disconnect);
        Dispose();
    }

    public void Dispose()
    {
        IsOpen = false;
        _pings?.Dispose();
        _stream.Dispose();
    }

    private void Authenticate(MqttSession session)
    {
        using var ca = X509Certificate2.CreateFromPem(session.CaPem);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(ca);
        var options = new SslClientAuthenticationOptions { TargetHost = session.Host, CertificateChainPolicy = policy };
        _stream.AuthenticateAsClient(options);
    }

    // A broker that answers no ping is noticed when twice the time has passed in which one is sent.
    private void Begin(IMqttListener? listener, TcpClient socket, int keepAliveS)
    {
        var half = TimeSpan.FromSeconds(Math.Max(1, keepAliveS / 2));
        socket.ReceiveTimeout = (int)(3 * half).TotalMilliseconds;
        _listener = listener;
        IsOpen = true;
        _pings = new Timer(_ => TrySend(MqttPacket.PingRequest), null, half, half);
        new Thread(Listen, StackBytes) { IsBackground = true }.Start();
    }

    private void Listen()
    {
        try
        {
            while (IsOpen) Take(Receive());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidDataException)
        {
            // The connection is gone, by us or by the broker.
        }

        var wasOpen = IsOpen;
        Dispose();
        if (wasOpen) _listener?.Closed();
    }

    private void Take((byte First, byte[] Body) packet)
    {
        if (packet.First >> 4 == MqttPacket.PubAck)
        {
            _listener?.Delivered(MqttPacket.NumberAt(packet.Body, 0));
        }
        else if (packet.First >> 4 == MqttPacket.Publish)
        {
            var (topic, payload, id) = MqttPacket.Read(packet.First, packet.Body);
            _listener?.Received(topic, payload);
            if (id != 0) TrySend(MqttPacket.PubAckOf(id));
        }
    }

    private (byte First, byte[] Body) Receive()
    {
        var first = ReadByte();
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = ReadByte();
            length |= (next & 127) << shift;
            if (next < 128) break;
            if (shift == 21) throw new InvalidDataException("a packet's length is longer than four bytes");
        }

        if (length > MaxBytes) throw new InvalidDataException("a packet is larger than any that is meant for a device");
        var body = new byte[length];
        _stream.ReadExactly(body);
        return (first, body);
    }

    private byte ReadByte() => _stream.ReadByte() is >= 0 and var read ? (byte)read : throw new EndOfStreamException();

    private bool TrySend(byte[] packet)
    {
        if (!IsOpen) return false;
        try
        {
            Send(packet);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Send(byte[] packet)
    {
        lock (_writing) _stream.Write(packet);
    }

    private int NextId() => (Interlocked.Increment(ref _lastId) % ushort.MaxValue) + 1;
}
