using System.Text;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Tests;

/// <summary>The broker's side of a connection, moved by the test.</summary>
internal sealed class FakeLink : IMqttLink
{
    private IMqttListener? _listener;
    private int _lastId;

    public List<Sent> Messages { get; } = [];

    public List<MqttSession> Sessions { get; } = [];

    public MqttConnectResult Answer { get; set; } = MqttConnectResult.Connected;

    /// <summary>
    /// The CA that the broker's certificate is signed by; any other is of no use. <see langword="null"/> for any.
    /// </summary>
    public string? Trusted { get; set; }

    public bool IsConnected { get; set; }

    public string Problem => "it is a test";

    public string[] Topics { get; private set; } = [];

    public void Attach(IMqttListener listener) => _listener = listener;

    /// <summary>Whether the broker acknowledges at once.</summary>
    public bool Acknowledges { get; set; }

    /// <summary>Connecting does not return until this is set.</summary>
    public ManualResetEventSlim? Hang { get; set; }

    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MqttConnectResult Connect(MqttSession session)
    {
        if (Hang != null)
        {
            Hanging.TrySetResult();
            Hang.Wait();
        }

        Sessions.Add(session);
        var answer = Trusted != null && session.CaPem != Trusted ? MqttConnectResult.Unreachable : Answer;
        IsConnected = answer == MqttConnectResult.Connected;
        return answer;
    }

    public bool Subscribe(string[] topics)
    {
        Topics = topics;
        return IsConnected;
    }

    public int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain)
    {
        if (!IsConnected) return -1;

        Messages.Add(new Sent(++_lastId, topic, Encoding.UTF8.GetString(payload), atLeastOnce, retain));
        if (Acknowledges && atLeastOnce) _listener!.Delivered(_lastId);
        return _lastId;
    }

    public void Close() => IsConnected = false;

    public void Acknowledge(params IEnumerable<Sent> messages)
    {
        foreach (var message in messages) _listener!.Delivered(message.Id);
    }

    public void Deliver(string topic, string payload) => _listener!.Received(topic, Encoding.UTF8.GetBytes(payload));

    /// <summary>What was sent under a topic's suffix since the last time; it is forgotten here.</summary>
    public List<Sent> Take(string suffix)
    {
        var taken = Messages.FindAll(message => message.Topic.EndsWith(suffix, StringComparison.Ordinal));
        Messages.RemoveAll(taken.Contains);
        return taken;
    }

    internal sealed record Sent(int Id, string Topic, string Payload, bool AtLeastOnce, bool Retain);
}
