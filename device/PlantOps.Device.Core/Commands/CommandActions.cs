using PlantOps.Contracts.Commands;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Commands;

/// <summary>What each command does.</summary>
internal sealed class CommandActions
{
    private readonly Sampler _sampler;
    private readonly SoilCalibrator _calibrator;
    private readonly StatusLight _light;

    public CommandActions(Sampler sampler, SoilCalibrator calibrator, StatusLight light)
    {
        _sampler = sampler;
        _calibrator = calibrator;
        _light = light;
    }

    /// <summary>Whether the light shows where the device is.</summary>
    public bool IsIdentifying => _light.State == LightState.Identify;

    /// <summary>Does it, but for what ends the connection: that waits for the answer to get through.</summary>
    public CommandAck Do(DeviceCommand command)
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
            case CommandNames.CalibrateAir:
                return Calibrated(command, true);
            case CommandNames.CalibrateWater:
                return Calibrated(command, false);
            case CommandNames.Restart:
            case CommandNames.ForgetWifi:
            case CommandNames.FactoryReset:
                return Ack(command, CommandResults.Done, null);
            default:
                return Ack(command, CommandResults.Refused, "unknown command");
        }
    }

    private CommandAck Calibrated(DeviceCommand command, bool inAir)
    {
        string? whyNot = _calibrator.Calibrate(inAir);
        CommandAck ack = Ack(command, whyNot == null ? CommandResults.Done : CommandResults.Refused, whyNot);
        ack.SoilRaw = _calibrator.Raw;
        return ack;
    }

    private static CommandAck Ack(DeviceCommand command, string result, string? reason) =>
        new CommandAck { Id = command.Id, Result = result, Reason = reason };
}
