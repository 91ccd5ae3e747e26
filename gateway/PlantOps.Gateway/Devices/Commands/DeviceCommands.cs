using System.Security.Cryptography;
using PlantOps.Contracts.Commands;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Devices.Commands;

/// <summary>Tells a device to do something now, and waits for what becomes of it.</summary>
internal sealed class DeviceCommands(
    DeviceOutbox outbox, CommandRelay relay, CommandAnswers answers, DevicePresence presence, AuditLog audit, TimeProvider time)
{
    /// <summary>A calibration measures for a second or two; the rest is Wi-Fi.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private const int IdBytes = 8;

    /// <summary>Every command that a device knows.</summary>
    public static readonly string[] Names =
    [
        CommandNames.ReadNow, CommandNames.Identify, CommandNames.Restart, CommandNames.CalibrateAir, CommandNames.CalibrateWater,
        CommandNames.ForgetWifi, CommandNames.FactoryReset,
    ];

    /// <summary>
    /// What a device was told last, at any gateway, since the start of this one; <see langword="null"/> where nothing was.
    /// </summary>
    public CommandOutcome? LastOf(Device device) => answers.LastOf(device.Number);

    /// <summary>Whether the device can be told anything now. A command is not kept for later: later it may be wrong.</summary>
    public bool CanBeTold(Device device) => presence.IsConnected(device.Number);

    /// <summary>
    /// What became of it; <see langword="null"/> where the device did not answer in time, and may have done it all the same.
    /// </summary>
    public async Task<CommandAck?> Tell(Device device, string name, Principal caller, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        using var waiting = answers.Expect(device.Number, id);
        var command = new DeviceCommand { Id = id, Name = name };

        // To where it is connected; where nobody knows that any more, here, so that it is not answered and said so.
        var isPassedOn = presence.GatewayOf(device.Number) is { } gateway && relay.TrySend(device, command, gateway);
        if (!isPassedOn) await outbox.Command(device, command);

        // Whatever the answer: it may have done it all the same.
        audit.Note(caller, "device.command", device.Id, name);
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        CommandAck? answer = null;
        try
        {
            answer = await waiting.Answer.WaitAsync(Timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // That is what became of it.
        }

        var outcome = new CommandOutcome(name, at, answer);
        answers.Note(device.Number, outcome);
        relay.Tell(device, outcome);
        return answer;
    }
}

/// <summary>What a device was told, and what became of it.</summary>
/// <param name="Name">The command.</param>
/// <param name="At">When it was told, Unix milliseconds UTC.</param>
/// <param name="Answer"><see langword="null"/> where it did not answer in time, and may have done it all the same.</param>
internal sealed record CommandOutcome(string Name, long At, CommandAck? Answer);
