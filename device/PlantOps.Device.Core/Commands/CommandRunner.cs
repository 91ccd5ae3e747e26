using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Commands;

/// <summary>Does once what the gateway tells the device to do now, and says what became of it.</summary>
internal sealed class CommandRunner
{
    private readonly CommandActions _actions;
    private readonly CommandMemory _memory;
    private readonly Departure _departure;
    private readonly Outbox _outbox;
    private readonly IEventLog _log;

    public CommandRunner(CommandActions actions, CommandMemory memory, Departure departure, Outbox outbox, IEventLog log)
    {
        _actions = actions;
        _memory = memory;
        _departure = departure;
        _outbox = outbox;
        _log = log;
    }

    /// <summary>Whether settings changed that the device should report.</summary>
    public bool ChangedSettings { get; private set; }

    /// <summary>Whether something goes on that ends by the clock.</summary>
    public bool IsBusy => _departure.IsPlanned || _actions.IsIdentifying;

    public void Run(byte[] payload)
    {
        ChangedSettings = false;
        DeviceCommand? command = DeviceCommand.Parse(payload);
        if (command == null)
        {
            _log.Write("a command that cannot be read was ignored");
            return;
        }

        CommandAck? before = _memory.Find(command.Id);
        if (before != null)
        {
            Answer(before);
            return;
        }

        CommandAck ack = _actions.Do(command);
        _log.Write(string.Concat("command ", command.Name, ": ", ack.Result));
        ChangedSettings = ack.SoilRaw >= 0 && ack.Result == CommandResults.Done;

        // Before it takes effect: after a restart the command would seem new.
        _memory.Remember(ack);
        int messageId = Answer(ack);
        PlanDeparture(command.Name, messageId);
    }

    private int Answer(CommandAck ack)
    {
        ack.Write(_outbox.Begin(true));
        return _outbox.Send(TopicKind.CommandAck, false);
    }

    private void PlanDeparture(string name, int messageId)
    {
        switch (name)
        {
            case CommandNames.Restart:
                _departure.Plan(Ending.Restart, RestartCauses.Command, messageId);
                break;
            case CommandNames.ForgetWifi:
                _departure.Plan(Ending.ForgetWifi, RestartCauses.Command, messageId);
                break;
            case CommandNames.FactoryReset:
                _departure.Plan(Ending.FactoryReset, RestartCauses.FactoryReset, messageId);
                break;
        }
    }
}
