using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Commands;

/// <summary>Does what the gateway tells the device to do now, and says what became of it.</summary>
internal sealed class CommandRunner
{
    private readonly Sampler _sampler;
    private readonly StatusLight _light;
    private readonly Outbox _outbox;
    private readonly IEventLog _log;

    public CommandRunner(Sampler sampler, StatusLight light, Outbox outbox, IEventLog log)
    {
        _sampler = sampler;
        _light = light;
        _outbox = outbox;
        _log = log;
    }

    /// <summary>Id of the message that must have got through before the device restarts; −1 while it need not restart.</summary>
    public int RestartAfter { get; private set; } = -1;

    public void Run(byte[] payload)
    {
        DeviceCommand? command = DeviceCommand.Parse(payload);
        if (command == null)
        {
            _log.Write("a command that cannot be read was ignored");
            return;
        }

        CommandAck ack = Do(command);
        _log.Write(string.Concat("command ", command.Name, ": ", ack.Result));
        _outbox.Json.Reset();
        ack.Write(_outbox.Json);
        int messageId = _outbox.Send(TopicKind.CommandAck, false);
        if (command.Name == CommandNames.Restart)
        {
            RestartAfter = messageId < 0 ? 0 : messageId;
        }
    }

    private CommandAck Do(DeviceCommand command)
    {
        switch (command.Name)
        {
            case CommandNames.ReadNow:
                return _sampler.TakeNow()
                    ? Ack(command, CommandResults.Done, null)
                    : Ack(command, CommandResults.Failed, "the reading could not be stored");
            case CommandNames.Identify:
                _light.Identify();
                return Ack(command, CommandResults.Done, null);
            case CommandNames.Restart:
                return Ack(command, CommandResults.Done, null);
            default:
                return Ack(command, CommandResults.Refused, "unknown command");
        }
    }

    private static CommandAck Ack(DeviceCommand command, string result, string? reason) =>
        new CommandAck { Id = command.Id, Result = result, Reason = reason };
}
