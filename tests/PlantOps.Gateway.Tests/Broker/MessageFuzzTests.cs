using System.Buffers;
using System.Text;
using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Presence;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>Whatever a device sends, a parser gives a result or a reason; an exception would end the connection.</summary>
public sealed class MessageFuzzTests
{
    private const int Inputs = 20_000;
    private const long Arrival = 1_760_000_000_000;

    private static readonly string[] Samples =
    [
        """{"temperature":21.5,"humidity":48,"soil_moisture":33.1,"light_level":812,"quality":{"temperature":"stuck"}}""",
        """{"boot":7,"readings":[{"seq":1,"ts":1759999990000},{"seq":2,"age_ms":4000,"quality":{"soil_raw_3":"missing"}}]}""",
        """{"timestamp":1759999990000,"uptime":10,"rssi":-61,"buffered":0,"lost":0,"battery":3700}""",
        """{"state":"offline","back_in_s":3660}""",
        """{"version":3,"firmware_version":"1.2","refused_version":4,"refused":[{"name":"interval_s","reason":"too short"}]}""",
        """{"id":"c-17","result":"refused","reason":"unknown command","soil_raw":2000}""",
    ];

    private static readonly string[] Pieces =
    [
        "\\ud800", "\\udc00", "\\ud83c\\udf3f", "\\u0000", "\\u0074", "\\\\u", "\\", "\"", "{", "}", "[", "]", ",", ":",
        "null", "true", "1e999", "-0",
        "9007199254740993", "1234567890123456789012", "\"\\ud800\":1,", "\"\\ud800\"", "\0", "\u00ff", "\ud83c\udf3f", " ", "\n",
        "[[[[[[[[[[[[[[[[[[", "NaN", "/*",
    ];

    public static TheoryData<string> Kinds => ["telemetry", "heartbeat", "status", "reported", "commands/ack", "topic"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parse_AnyBytes_GivesAResultOrAReason(string kind)
    {
        var random = new Random(20260713);
        for (var i = 0; i < Inputs; i++)
        {
            var payload = Mutate(Encoding.UTF8.GetBytes(Samples[i % Samples.Length]), random);
            var thrown = Record.Exception(() => Parse(kind, payload, random));
            Assert.True(thrown is null, $"Input {i}, {Convert.ToBase64String(payload)}: {thrown}");
        }
    }

    private static void Parse(string kind, byte[] payload, Random random)
    {
        switch (kind)
        {
            case "telemetry":
                var parsed = TelemetryParser.Parse(Cut(payload, random), Arrival);
                Assert.True(parsed.Error is not null || parsed.Readings.Length > 0 || parsed.Battery is not null);
                break;
            case "heartbeat":
                var (heartbeat, error) = HeartbeatParser.Parse(Cut(payload, random), Arrival);
                Assert.Equal(heartbeat is null, error is not null);
                break;
            case "status":
                _ = DeviceStatus.Parse(payload, out var backInS);
                Assert.True(backInS >= 0);
                break;
            case "reported":
                var (reported, why) = ReportedParser.Parse(Cut(payload, random));
                Assert.Equal(reported is null, why is not null);
                break;
            case "commands/ack":
                Assert.NotEqual(string.Empty, CommandAck.Parse(payload)?.Id);
                break;
            default:
                _ = DeviceTopic.Parse("devices/fern/" + Encoding.UTF8.GetString(payload));
                _ = DeviceTopic.Parse("devices/" + Encoding.UTF8.GetString(payload) + "/telemetry");
                break;
        }
    }

    private static byte[] Mutate(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var changes = random.Next(4); changes >= 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 1: bytes.Insert(at, (byte)random.Next(256)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(5), bytes.Count - at)); break;
                default: ReplaceText(bytes, random); break;
            }
        }

        return [.. bytes];
    }

    // A name or a text becomes an odd one: the rest of the message stays whole.
    private static void ReplaceText(List<byte> bytes, Random random)
    {
        var quotes = Enumerable.Range(0, bytes.Count).Where(i => bytes[i] == (byte)'"').ToList();
        if (quotes.Count < 2) return;
        var at = random.Next(quotes.Count - 1);
        bytes.RemoveRange(quotes[at] + 1, quotes[at + 1] - quotes[at] - 1);
        bytes.InsertRange(quotes[at] + 1, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
    }

    // As it lies in the buffers of a connection: in one piece or in several.
    private static ReadOnlySequence<byte> Cut(byte[] payload, Random random)
    {
        if (random.Next(2) == 0) return new ReadOnlySequence<byte>(payload);
        var at = random.Next(payload.Length + 1);
        var first = new Segment(payload.AsMemory(0, at), 0);
        var last = first.Append(payload.AsMemory(at));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
