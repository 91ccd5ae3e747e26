using System.Buffers;
using PlantOps.Contracts;
using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Presence;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Broker;

/// <summary>Hands what a device says to whom it concerns.</summary>
internal sealed class DeviceMessageRouter(DevicePresence presence, SettingsRegistry settings, CommandAnswers answers)
{
    /// <summary>Twice the longest time between two connections, in seconds: one that says more is not believed.</summary>
    private const int MaxSleep = 2 * Limits.MaxPublish;

    private const string NoAnswer = "Not the answer to a command.";

    /// <summary>
    /// Why an earlier message cannot be read, if so. What it says is not done: what its device has said since is newer.
    /// </summary>
    public static string? ProblemOf(TopicKind kind, ReadOnlySequence<byte> payload, long at) => kind switch
    {
        TopicKind.Heartbeat => HeartbeatParser.Parse(payload, at).Error,
        TopicKind.Reported => ReportedParser.Parse(payload).Error,
        TopicKind.CommandAck => CommandAck.Parse(payload.ToArray()) is null ? NoAnswer : null,
        TopicKind.Status => null,
        _ => "Not a topic of this contract.",
    };

    /// <summary>Why the message cannot be read; <see langword="null"/> where it can, or need not be.</summary>
    public string? Take(Device device, TopicKind? kind, ReadOnlySequence<byte> payload, long now)
    {
        presence.Seen(device.Number, now);
        return kind switch
        {
            TopicKind.Heartbeat => Heartbeat(device, payload, now),
            TopicKind.Status => Status(device, payload, now),
            TopicKind.Reported => Report(device, payload, now),
            TopicKind.CommandAck => Answer(device, payload),
            _ => null,
        };
    }

    private string? Heartbeat(Device device, ReadOnlySequence<byte> payload, long now)
    {
        var (heartbeat, error) = HeartbeatParser.Parse(payload, now);
        if (heartbeat is not null) presence.Heartbeat(device.Number, heartbeat);
        return error;
    }

    private string? Status(Device device, ReadOnlySequence<byte> payload, long now)
    {
        // Other people's devices say here what they like.
        _ = DeviceStatus.Parse(payload.ToArray(), out var backInS);
        presence.BackAt(device.Number, backInS > 0 ? now + (Math.Min(backInS, MaxSleep) * 1000L) : 0);
        return null;
    }

    private string? Report(Device device, ReadOnlySequence<byte> payload, long now)
    {
        var (reported, error) = ReportedParser.Parse(payload);
        if (reported is not null) settings.Report(device, reported, now);
        return error;
    }

    private string? Answer(Device device, ReadOnlySequence<byte> payload)
    {
        if (CommandAck.Parse(payload.ToArray()) is not { } answer) return NoAnswer;
        answers.Answered(device.Number, answer);
        return null;
    }
}
