using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>A MQTT client that sends and reads what the test says, packet by packet, in the clear.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private NetworkStream _stream = null!;

    public static async Task<RawClient> OpenAsync(int port, int? receiveBuffer = null)
    {
        var client = new RawClient();
        if (receiveBuffer is { } bytes) client._socket.ReceiveBufferSize = bytes;
        await client._socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        client._stream = new NetworkStream(client._socket);
        return client;
    }

    /// <summary>Opens a connection and logs in.</summary>
    /// <returns>The client, and the CONNACK.</returns>
    public static async Task<(RawClient Client, RawPacket Answer)> ConnectedAsync(
        int port, Device device, byte version = RawPackets.Version311, bool clean = true, ushort keepAlive = 0,
        byte[]? properties = null, Will? will = null)
    {
        var client = await OpenAsync(port);
        await client.SendAsync(
            RawPackets.Connect(device.Id, BrokerClient.Password, version, clean, keepAlive, properties, will: will));
        var answer = await client.ReadAsync();
        Assert.Equal((0x20, 0), (answer.Header, answer.Body[1]));
        return (client, answer);
    }

    public async Task SendAsync(byte[] packet) => await _stream.WriteAsync(packet, TestContext.Current.CancellationToken);

    public async Task<RawPacket> AskAsync(byte[] packet)
    {
        await SendAsync(packet);
        return await ReadAsync();
    }

    public async Task<RawPacket> ReadAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var header = await ReadByteAsync(deadline.Token);
        var length = 0;
        byte next;
        var shift = 0;
        do
        {
            next = await ReadByteAsync(deadline.Token);
            length |= (next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        var body = new byte[length];
        await _stream.ReadExactlyAsync(body, deadline.Token);
        return new RawPacket(header, body);
    }

    /// <summary>The packets that come until the server closes the connection.</summary>
    public async Task<IReadOnlyList<RawPacket>> ReadToEndAsync()
    {
        var packets = new List<RawPacket>();
        try
        {
            while (true) packets.Add(await ReadAsync());
        }
        catch (Exception exception) when (exception is EndOfStreamException or IOException)
        {
            return packets;
        }
    }

    /// <summary>What else there is to read: all that comes before the answers to two pings, as one may overtake it.</summary>
    public async Task<IReadOnlyList<RawPacket>> RestAsync()
    {
        var packets = new List<RawPacket>();
        for (var pings = 0; pings < 2; pings++)
        {
            var packet = await AskAsync(RawPackets.Ping);
            for (; packet.Header != 0xD0; packet = await ReadAsync()) packets.Add(packet);
        }

        return packets;
    }

    /// <summary>Ends without a word, as when the power fails.</summary>
    public void Break()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte> ReadByteAsync(CancellationToken cancellationToken)
    {
        var one = new byte[1];
        await _stream.ReadExactlyAsync(one, cancellationToken);
        return one[0];
    }
}

internal sealed record RawPacket(byte Header, byte[] Body)
{
    public int Type => Header >> 4;

    public bool IsDuplicate => (Header & 8) != 0;

    public int Qos => (Header >> 1) & 3;

    public bool IsRetained => (Header & 1) != 0;

    /// <summary>Of a PUBLISH.</summary>
    public string Topic => Encoding.UTF8.GetString(Body, 2, TopicLength);

    /// <summary>Of a PUBLISH of QoS 1 or 2, or of an answer.</summary>
    public ushort Id => BinaryPrimitives.ReadUInt16BigEndian(Body.AsSpan(Type == 3 ? 2 + TopicLength : 0));

    /// <summary>Of a PUBLISH, with the properties before it where the connection speaks MQTT 5.</summary>
    public string Rest => Encoding.UTF8.GetString(Body.AsSpan(2 + TopicLength + (Qos > 0 ? 2 : 0)));

    private int TopicLength => BinaryPrimitives.ReadUInt16BigEndian(Body);
}
