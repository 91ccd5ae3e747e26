using System.Text;
using System.Text.Json;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Enrolment;
using PlantOps.HeapCounter;

namespace PlantOps.Device.Heap.Tests;

/// <summary>
/// A connection as M2Mqtt makes it, with what that keeps in the managed heap, to a gateway that acknowledges after a
/// while and remembers every reading by its identity.
/// </summary>
internal sealed class CountedLink(DeviceTime time, Gateway gateway) : IMqttLink
{
    private readonly Dictionary<int, object[]> _underWay = [];
    private IMqttListener? _listener;
    private object[] _connection = [];
    private int _lastId;

    public bool IsConnected { get; private set; }

    public string Problem => "there is no gateway";

    public void Attach(IMqttListener listener) => _listener = listener;

    public MqttConnectResult Connect(MqttSession session)
    {
        Close();
        var pem = CertificateText.First(Counted(Encoding.UTF8.GetBytes(session.CaPem)));
        var der = CertificateText.ToDer(pem!);
        if (!gateway.IsThere) return MqttConnectResult.Unreachable;

        _connection = [der!, ManagedHeap.Charge(HeapModel.Connection)];
        IsConnected = true;
        gateway.Link = this;
        return MqttConnectResult.Connected;
    }

    /// <summary>A connection that is there already, and counted elsewhere.</summary>
    public void Resume() => IsConnected = true;

    public bool Subscribe(string[] topics) => true;

    public int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain)
    {
        if (!IsConnected) return -1;

        var id = (_lastId++ % ushort.MaxValue) + 1;
        _underWay[id] = [payload, Counted(new byte[payload.Length + topic.Length + 8]), ManagedHeap.Charge(HeapModel.Message)];
        time.After(Gateway.RoundTripMs, () => Arrive(id, topic, payload, atLeastOnce));
        return id;
    }

    public void Close()
    {
        IsConnected = false;
        _connection = [];
        _underWay.Clear();
    }

    /// <summary>The gateway says something.</summary>
    public void Deliver(string topic, string payload) => _listener!.Received(topic, Counted(Encoding.UTF8.GetBytes(payload)));

    /// <summary>The gateway is gone, and so is the connection.</summary>
    public void Break()
    {
        Close();
        _listener!.Closed();
    }

    private void Arrive(int id, string topic, byte[] payload, bool atLeastOnce)
    {
        if (!_underWay.Remove(id) || !IsConnected) return;

        var stored = gateway.Take(topic, payload);
        if (atLeastOnce) _listener!.Delivered(id);
        if (stored is not null) Deliver(topic.Replace("telemetry", "stored", StringComparison.Ordinal), stored);
    }

    private static byte[] Counted(byte[] bytes)
    {
        ManagedHeap.Allocated(bytes);
        return bytes;
    }
}

/// <summary>The gateway's side.</summary>
internal sealed class Gateway
{
    /// <summary>
    /// From handing a message over until its acknowledgement is there: a commit, the Wi-Fi and the device's own slow hand.
    /// </summary>
    public const int RoundTripMs = 1000;

    public bool IsThere { get; set; } = true;

    /// <summary>Whether it tells the device what is stored.</summary>
    public bool SaysStored { get; set; }

    public CountedLink? Link { get; set; }

    /// <summary>What it has, by boot and sequence, with the values.</summary>
    public Dictionary<(long Boot, long Sequence), string> Readings { get; } = [];

    /// <summary>Readings that came once more.</summary>
    public int Repeated { get; private set; }

    public List<string> Messages { get; } = [];

    /// <summary>What it says of that, if anything.</summary>
    public string? Take(string topic, byte[] payload)
    {
        if (!topic.EndsWith("/telemetry", StringComparison.Ordinal))
        {
            Messages.Add($"{topic} {Encoding.UTF8.GetString(payload)}");
            return null;
        }

        using var message = JsonDocument.Parse(payload);
        var boot = message.RootElement.GetProperty("boot").GetInt64();
        foreach (var reading in message.RootElement.GetProperty("readings").EnumerateArray())
        {
            var identity = (boot, reading.GetProperty("seq").GetInt64());
            if (!Readings.TryAdd(identity, Values(reading))) Repeated++;
            else continue;
            Assert.Equal(Readings[identity], Values(reading));
        }

        return SaysStored ? $$"""{"boot":{{boot}},"also":[[{{Sequences(message).Min()}},{{Sequences(message).Max()}}]]}""" : null;
    }

    private static IEnumerable<long> Sequences(JsonDocument message) =>
        message.RootElement.GetProperty("readings").EnumerateArray().Select(reading => reading.GetProperty("seq").GetInt64());

    // All but the time, which a device without a clock gives as an age.
    private static string Values(JsonElement reading) =>
        string.Join(',', reading.EnumerateObject().Where(p => p.Name is not ("ts" or "age_ms")).Select(p => p.ToString()));
}
