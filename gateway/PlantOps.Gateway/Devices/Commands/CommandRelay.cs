using System.Collections.Concurrent;
using System.Text.Json;
using PlantOps.Contracts.Commands;
using PlantOps.Gateway.Fleet;

namespace PlantOps.Gateway.Devices.Commands;

/// <summary>Commands to devices that are connected to another gateway, and the way back of their answers.</summary>
internal sealed class CommandRelay
{
    public const string CommandName = "command";
    public const string AnswerName = "answer";
    public const string OutcomeName = "commanded";

    /// <summary>Commands of others whose answers are awaited; what is more is not passed on.</summary>
    private const int MaxAsked = 1000;

    private readonly ConcurrentDictionary<(int Device, string Command), (string Gateway, long At)> _asked = new();
    private readonly FleetMessages _messages;
    private readonly DeviceRegistry _devices;
    private readonly DeviceOutbox _outbox;
    private readonly CommandAnswers _answers;
    private readonly TimeProvider _time;

    public CommandRelay(
        FleetMessages messages, GatewayFleet fleet, DeviceRegistry devices, DeviceOutbox outbox, CommandAnswers answers,
        TimeProvider time)
    {
        (_messages, _devices, _outbox, _answers, _time) = (messages, devices, outbox, answers, time);
        if (fleet.IsShared) answers.Unexpected += PassOn;
    }

    /// <summary>Sends a command by way of the gateway that the device is connected to; whether it is under way.</summary>
    public bool TrySend(Device device, DeviceCommand command, string gateway)
    {
        var shared = new SharedCommand { Device = device.Number, Id = command.Id, Name = command.Name };
        return _messages.Send(CommandName, Text(shared), gateway, atOnce: true);
    }

    public void HearCommand(FleetMessage message)
    {
        foreach (var line in message.Lines)
        {
            if (Read(line) is not { Name: { } name } asked || _devices.Find(asked.Device) is not { } device) continue;
            Forget();
            if (_asked.Count >= MaxAsked) return;
            _asked[(asked.Device, asked.Id)] = (message.From, _time.GetTimestamp());
            _ = _outbox.Command(device, new DeviceCommand { Id = asked.Id, Name = name });
        }
    }

    public void HearAnswer(FleetMessage message)
    {
        foreach (var line in message.Lines)
        {
            if (Read(line) is not { Result: { } result } answer) continue;
            var ack = new CommandAck { Id = answer.Id, Result = result, Reason = answer.Reason, SoilRaw = answer.SoilRaw };
            _answers.Answered(answer.Device, ack);
        }
    }

    /// <summary>Tells other gateways what became of a command, so that all show it.</summary>
    public void Tell(Device device, CommandOutcome outcome) => _messages.Send(OutcomeName, Text(new SharedCommand
    {
        Device = device.Number,
        Id = outcome.Answer?.Id ?? string.Empty,
        Name = outcome.Name,
        At = outcome.At,
        Result = outcome.Answer?.Result,
        Reason = outcome.Answer?.Reason,
        SoilRaw = outcome.Answer?.SoilRaw ?? -1,
    }));

    public void HearOutcome(FleetMessage message)
    {
        foreach (var line in message.Lines)
        {
            if (Read(line) is not { Name: { } name } told) continue;
            var ack = told.Result is { } result
                ? new CommandAck { Id = told.Id, Result = result, Reason = told.Reason, SoilRaw = told.SoilRaw }
                : null;
            _answers.Note(told.Device, new CommandOutcome(name, told.At, ack));
        }
    }

    private void PassOn(int device, CommandAck ack)
    {
        if (!_asked.TryRemove((device, ack.Id), out var asked)) return;
        var answer = new SharedCommand
        {
            Device = device, Id = ack.Id, Result = ack.Result, Reason = ack.Reason, SoilRaw = ack.SoilRaw,
        };
        _messages.Send(AnswerName, Text(answer), asked.Gateway, atOnce: true);
    }

    // Those that nobody waits for any more.
    private void Forget()
    {
        foreach (var (key, asked) in _asked)
        {
            if (_time.GetElapsedTime(asked.At) > DeviceCommands.Timeout) _asked.TryRemove(key, out _);
        }
    }

    private static string Text(SharedCommand command) => JsonSerializer.Serialize(command, DevicesJson.Default.SharedCommand);

    private static SharedCommand? Read(string line) => JsonSerializer.Deserialize(line, DevicesJson.Default.SharedCommand);
}

/// <summary>
/// A command or its answer, as gateways tell each other. Fields are only ever added: they may be of another version.
/// </summary>
internal sealed class SharedCommand
{
    /// <summary>The device's number.</summary>
    public required int Device { get; init; }

    /// <summary>Of the command.</summary>
    public required string Id { get; init; }

    /// <summary>The command; <c>null</c> in an answer.</summary>
    public string? Name { get; init; }

    /// <summary>What became of it; <c>null</c> in a command.</summary>
    public string? Result { get; init; }

    public string? Reason { get; init; }

    /// <summary>When the device was told, Unix milliseconds UTC; 0 where that is not told.</summary>
    public long At { get; init; }

    /// <summary>-1 where there is none.</summary>
    public int SoilRaw { get; init; } = -1;
}
