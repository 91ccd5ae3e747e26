using System.CommandLine;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Devices.Life;

/// <summary><c>device rename ID NAME</c>, <c>device release ID</c>, <c>device claim ID</c> and <c>device retire ID</c>.</summary>
internal static class DeviceLifeCommand
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    public static IEnumerable<Command> Create()
    {
        var id = new Argument<string>("ID") { Description = "The device's id, as `device list` shows it." };
        var name = new Argument<string>("NAME") { Description = "What to call it from now on." };
        yield return new Command("rename", "Renames a device.") { id, name }.Asks(
            (result, gateway, cancellationToken) => gateway.Patch(
                $"{DevicesApi.LocalPath}/{Uri.EscapeDataString(result.GetRequiredValue(id))}",
                JsonContent.Create(new DeviceRename { Name = result.GetValue(name) }, Wire.DeviceRename),
                Wire.DeviceView,
                cancellationToken),
            Wire.DeviceView,
            (device, _) => Console.WriteLine($"{device.Id} is called \"{device.Name}\"."));
        yield return new Command("release", "Forgets a device's password and disconnects it; its history stays.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Post(PathOf(result.GetRequiredValue(id), "release"), null, Wire.DeviceView, cancellationToken),
            Wire.DeviceView,
            (device, directory) => Console.WriteLine(
                $"\"{device.Name}\" is released. Other hardware takes its place with: {OwnCommand.Line($"device claim {device.Id}", directory)}"));
        yield return new Command(
            "claim", "Prints a one-time code with which other hardware becomes this device and keeps its history.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Post(PathOf(result.GetRequiredValue(id), "claim"), null, Wire.NewCode, cancellationToken),
            Wire.NewCode,
            DevicesCommand.PrintCode);
        yield return new Command("retire", "Takes a device out of lists for good; its history stays.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Post(PathOf(result.GetRequiredValue(id), "retire"), null, Wire.DeviceView, cancellationToken),
            Wire.DeviceView,
            (device, _) => Console.WriteLine($"\"{device.Name}\" is retired. `device list --retired` still shows it."));
    }

    private static string PathOf(string id, string what) => $"{DevicesApi.LocalPath}/{Uri.EscapeDataString(id)}/{what}";
}
