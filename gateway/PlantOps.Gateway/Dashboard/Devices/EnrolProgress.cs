using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>Puts together how far a device is on its way in.</summary>
internal sealed class EnrolProgress(EnrolmentViews enrolments, EnrolmentProgress progress, DeviceRegistry devices,
    DeviceReader reader, TimeProvider time)
{
    /// <summary>What the API says of it, and how that is shown; <see langword="null"/> where there is none.</summary>
    public (EnrolmentView Enrolment, ProgressView View)? Find(string id, IWords words, Visitor who)
    {
        if (enrolments.Find(id) is not { } enrolment) return null;
        var plant = enrolment.State == "measuring" ? PlantOf(enrolment, words, who) : null;
        return (enrolment, ProgressView.Of(enrolment, words, plant, time.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    /// <summary>The network of a board that was a device before, which may be the one that is to be let in.</summary>
    public WifiPicture? WifiOf(string id) =>
        progress.Find(id) is { Claimed: { } number } && devices.Find(number) is { } device
            ? WifiPicture.Of(device.HardwareId)
            : null;

    private PlantChoice? PlantOf(EnrolmentView enrolment, IWords words, Visitor who)
    {
        if (enrolment.DeviceId is not { } id || reader.Find(id) is not { } facts) return null;
        var watched = facts.Plants is [var plant, ..] ? new DevicePlant(plant.Id, plant.Name, plant.Watched!.SoilChannel) : null;
        var field = who.IsOwner ? DevicePlantPages.Field(words, reader.PlantNames(), null, null) : null;
        return new PlantChoice(id, enrolment.Id, watched, field);
    }
}
