using System.Globalization;
using System.Text;
using PlantOps.Attack.Attacks;
using PlantOps.Attack.Targets;
using PlantOps.Attack.Wire;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.Attack.Fuzzing;

/// <summary>A device that publishes numbered readings, many at once, and knows which were acknowledged.</summary>
internal sealed class NumberedDevice(Assault assault, Credentials device)
{
    private const int Window = 32;
    private const long FirstTime = 1_760_000_000_000;
    private const int PeriodMilliseconds = 60_000;

    private readonly SortedSet<long> _pending = [];
    private readonly HashSet<long> _acknowledged = [];
    private long _next;

    public string DeviceId => device.DeviceId;

    public int AcknowledgedCount => _acknowledged.Count;

    public static long TimeOf(long sequence) => FirstTime + (sequence * PeriodMilliseconds);

    public static double TemperatureOf(long sequence) => sequence % 400 / 10.0;

    /// <summary>What was not acknowledged again, then new ones, until the connection ends or so many are acknowledged.</summary>
    public async Task PublishUntilBrokenAsync() => await PublishAsync(int.MaxValue);

    public async Task PublishAsync(int count)
    {
        await using var connection = await assault.Target.ConnectAsync();
        if (connection is null || await connection.LogInAsync(Target.LogInOf(device, MqttPackets.V311), assault.Target.Over) != 0)
        {
            return;
        }
        var goal = count == int.MaxValue ? int.MaxValue : _acknowledged.Count + count;
        while (_acknowledged.Count < goal)
        {
            while (_pending.Count < Window) _pending.Add(_next++);
            var window = _pending.ToArray();
            if (!await connection.SendAsync(window.SelectMany(Packet).ToArray(), assault.Target.Over)) return;
            for (var i = 0; i < window.Length; i++)
            {
                if (await connection.ReceiveAsync(assault.Target.Over) is not { Type: MqttPackets.PubAck } packet) return;
                var sequence = window[packet.Identifier - 1];
                _pending.Remove(sequence);
                _acknowledged.Add(sequence);
                assault.Tally.Reached("acknowledged under load");
            }
        }

        byte[] Packet(long sequence, int index) => MqttPackets.Publish(MqttPackets.V311, device.TelemetryTopic,
            Payload(sequence), identifier: index + 1);
    }

    public async Task VerifyAsync()
    {
        var stored = await StoredReadings.OfAsync(assault.Target.Owner, DeviceId);
        foreach (var sequence in _acknowledged.Where(sequence => !stored[sequence].Contains(TemperatureOf(sequence))))
        {
            assault.Tally.Failed("acknowledged readings of the load are not there", $"{sequence}");
        }
        foreach (var twice in stored.Where(reading => reading.Count() > 1))
        {
            assault.Tally.Failed("readings of the load are there twice", $"{twice.Key}");
        }
    }

    private static byte[] Payload(long sequence) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"boot":1,"readings":[{"seq":{{sequence}},"ts":{{TimeOf(sequence)}},"temperature":{{TemperatureOf(sequence)}}}]}"""));
}
