using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using PlantOps.Attack.Wire;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.Attack.Targets;

/// <summary>
/// A device that does nothing wrong: publishes one reading after another at QoS 1, again after a break what was not
/// acknowledged, and remembers what was and how long it took. On a thread of its own, so that whatever the attack does with
/// the pool does not count as the gateway's delay.
/// </summary>
internal sealed class Witness(Credentials device, int port, SslClientAuthenticationOptions? tls) : IDisposable
{
    private const int Boot = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PauseAfterBreak = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<long, double> _acknowledged = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly ManualResetEventSlim _exempt = new();
    private Thread? _thread;
    private long _pendingSince;
    private long _exemptUntil;
    private TimeSpan _slowest;

    public string DeviceId => device.DeviceId;

    public int AcknowledgedCount => _acknowledged.Count;

    /// <summary>Sequence and temperature of everything that was acknowledged.</summary>
    public IReadOnlyDictionary<long, double> Acknowledged => _acknowledged;

    public int Breaks { get; private set; }

    /// <summary>The longest that an acknowledgement took, or takes.</summary>
    public TimeSpan Slowest
    {
        get
        {
            var waiting = Interlocked.Read(ref _pendingSince) is var since and > 0 && IsCounted(since)
                ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;
            return waiting > _slowest ? waiting : _slowest;
        }
    }

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "Witness" };
        _thread.Start();
    }

    /// <summary>
    /// Until <see cref="EndExemption"/> nothing counts as slow: the gateway is down or its disk full on purpose.
    /// </summary>
    public void BeginExemption() => _exempt.Set();

    public void EndExemption()
    {
        Interlocked.Exchange(ref _exemptUntil, Stopwatch.GetTimestamp());
        _exempt.Reset();
    }

    /// <summary>Whether it got another acknowledgement in good time.</summary>
    public async Task<bool> IsServedAsync(TimeSpan within)
    {
        var before = AcknowledgedCount;
        var start = Stopwatch.GetTimestamp();
        using var beat = new PeriodicTimer(Pause);
        while (AcknowledgedCount == before && Stopwatch.GetElapsedTime(start) < within) await beat.WaitForNextTickAsync();
        return AcknowledgedCount > before;
    }

    public void Stop()
    {
        _stop.Set();
        _thread?.Join();
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
        _exempt.Dispose();
    }

    private void Run()
    {
        var next = 0L;
        while (!_stop.IsSet)
        {
            try
            {
                using var tcp = new TcpClient("127.0.0.1", port) { NoDelay = true,
                    ReceiveTimeout = (int)MqttConnection.Patience.TotalMilliseconds };
                using var stream = Open(tcp);
                LogIn(stream);
                while (!_stop.IsSet)
                {
                    Publish(stream, next);
                    next++;
                    _stop.Wait(Pause);
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
            {
                Breaks++;
                _stop.Wait(PauseAfterBreak);
            }
        }
    }

    private Stream Open(TcpClient tcp)
    {
        if (tls is null) return tcp.GetStream();
        var secure = new SslStream(tcp.GetStream());
        secure.AuthenticateAsClient(tls);
        return secure;
    }

    private void LogIn(Stream stream)
    {
        stream.Write(MqttPackets.Connect(new LogIn(device.DeviceId, device.Username, device.Password)));
        Span<byte> answer = stackalloc byte[4];
        stream.ReadExactly(answer);
        if (answer[0] != 0x20 || answer[3] != 0) throw new IOException($"Not let in: {Convert.ToHexString(answer)}.");
    }

    private void Publish(Stream stream, long sequence)
    {
        // Counts from the first attempt on, whatever breaks in between.
        Interlocked.CompareExchange(ref _pendingSince, Stopwatch.GetTimestamp(), 0);
        var temperature = Temperature(sequence);
        var payload = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"boot":{{Boot}},"readings":[{"seq":{{sequence}},"age_ms":0,"temperature":{{temperature}}}]}""");
        stream.Write(MqttPackets.Publish(MqttPackets.V311, device.TelemetryTopic, Encoding.UTF8.GetBytes(payload)));
        Span<byte> answer = stackalloc byte[4];
        stream.ReadExactly(answer);
        if (answer[0] != 0x40) throw new IOException($"No PUBACK: {Convert.ToHexString(answer)}.");
        _acknowledged[sequence] = temperature;
        var since = Interlocked.Exchange(ref _pendingSince, 0);
        var took = Stopwatch.GetElapsedTime(since);
        if (took > _slowest && IsCounted(since)) _slowest = took;
    }

    private bool IsCounted(long since) => !_exempt.IsSet && since >= Interlocked.Read(ref _exemptUntil);

    /// <summary>A value of its own for each reading, so that a changed one shows.</summary>
    private static double Temperature(long sequence) => sequence % 400 / 10.0;
}
