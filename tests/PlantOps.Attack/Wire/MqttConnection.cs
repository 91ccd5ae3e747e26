using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PlantOps.Attack.Wire;

/// <summary>A connection that sends whatever it is given and reads packets. An end by the other side is no exception.</summary>
internal sealed class MqttConnection : IAsyncDisposable
{
    /// <summary>Whoever has not answered by then, answers no more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _tcp;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Stream _stream;
    private int _start;
    private int _end;

    private MqttConnection(TcpClient tcp) => (_tcp, _stream) = (tcp, tcp.GetStream());

    /// <summary>Until the other side ended it.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary><see langword="null"/> where it was not let in as far as that.</summary>
    public static async Task<MqttConnection?> OpenAsync(int port, SslClientAuthenticationOptions? tls,
        CancellationToken cancellationToken)
    {
        var tcp = new TcpClient { NoDelay = true };
        MqttConnection? connection = null;
        try
        {
            await tcp.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            connection = new MqttConnection(tcp);
            if (tls is not null) await connection.SecureAsync(tls, cancellationToken);
            return connection;
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            tcp.Dispose();
            return null;
        }
    }

    /// <summary>CONNACK's code; -1 where the connection ended instead.</summary>
    public async Task<int> LogInAsync(LogIn login, CancellationToken cancellationToken)
    {
        await SendAsync(MqttPackets.Connect(login), cancellationToken);
        var answer = await ReceiveAsync(cancellationToken);
        return answer is { Type: MqttPackets.ConnAck, Body.Length: >= 2 } ? answer.ConnectCode : -1;
    }

    /// <returns>Whether it could be sent.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken);
            return true;
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            return IsOpen = false;
        }
    }

    /// <summary>The next packet; <see langword="null"/> at the end.</summary>
    /// <exception cref="TimeoutException">Nothing came.</exception>
    public async Task<MqttPacket?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (await ByteAsync(cancellationToken) is not (>= 0 and var first)) return null;
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (await ByteAsync(cancellationToken) is not (>= 0 and var next)) return null;
            length |= (next & 0x7F) << shift;
            if (next < 0x80) break;
        }

        var body = new byte[length];
        for (var filled = 0; filled < length;)
        {
            if (_start == _end && !await FillAsync(cancellationToken)) return null;
            var some = Math.Min(length - filled, _end - _start);
            _buffer.AsSpan(_start, some).CopyTo(body.AsSpan(filled));
            (_start, filled) = (_start + some, filled + some);
        }

        return new MqttPacket((byte)first, body);
    }

    /// <summary>Says that nothing more will come, as a client does that went away.</summary>
    public void EndSending()
    {
        try
        {
            _tcp.Client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            IsOpen = false;
        }
    }

    /// <summary>Reads to the end. The bytes that came.</summary>
    public async Task<long> DrainAsync(CancellationToken cancellationToken)
    {
        long bytes = _end - _start;
        while (await FillAsync(cancellationToken)) bytes += _end;
        return bytes;
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SecureAsync(SslClientAuthenticationOptions tls, CancellationToken cancellationToken)
    {
        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsClientAsync(tls, cancellationToken);
    }

    private async ValueTask<int> ByteAsync(CancellationToken cancellationToken)
    {
        if (_start == _end && !await FillAsync(cancellationToken)) return -1;
        return _buffer[_start++];
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            _start = 0;
            _end = await _stream.ReadAsync(_buffer, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came from the gateway for {Patience.TotalSeconds} s.");
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            _end = 0;
        }

        if (_end == 0) IsOpen = false;
        return IsOpen;
    }

    private static bool IsEnd(Exception exception) =>
        exception is IOException or SocketException or AuthenticationException
            or ObjectDisposedException or InvalidOperationException;
}
