using System.CommandLine;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Devices.Commands;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary><c>device settings ID</c>, <c>device set ID NAME=VALUE…</c> and <c>device tell ID COMMAND</c>.</summary>
internal static class DeviceSettingsCommand
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    public static IEnumerable<Command> Create()
    {
        var id = new Argument<string>("ID") { Description = "The device's id, as `device list` shows it." };
        yield return new Command("settings", "Shows what a device should be and what it is.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Get(PathOf(result.GetRequiredValue(id), "settings"), Wire.SettingsView, cancellationToken),
            Wire.SettingsView,
            PrintSettings);

        var changes = new Argument<string[]>("NAME=VALUE")
        {
            Description =
                $"For example interval_s=300, sleep=true, pins.soil=34 or sensors.light=none. Names: "
                + $"{string.Join(", ", DeviceSettingNames.All.Select(setting => setting.Name))}.",
            Arity = ArgumentArity.OneOrMore,
        };
        changes.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (SettingsText.Problem(token.Value, DeviceSettingNames.All) is { } problem) result.AddError(problem);
            }
        });
        yield return new Command("set", "Changes settings of a device.") { id, changes }.Asks(
            (result, gateway, cancellationToken) => gateway.Patch(
                PathOf(result.GetRequiredValue(id), "settings"),
                SettingsText.ToJson(result.GetRequiredValue(changes), DeviceSettingNames.All), Wire.SettingsView,
                cancellationToken),
            Wire.SettingsView,
            PrintSettings);

        var command = new Argument<string>("COMMAND") { Description = $"One of: {string.Join(", ", DeviceCommands.Names)}." };
        command.AcceptOnly(DeviceCommands.Names);
        yield return new Command("tell", "Tells a connected device to do something now.") { id, command }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                PathOf(result.GetRequiredValue(id), "commands"),
                JsonContent.Create(new CommandRequest { Name = result.GetValue(command) }, Wire.CommandRequest),
                Wire.CommandResult,
                cancellationToken),
            Wire.CommandResult,
            PrintResult);
    }

    private static string PathOf(string id, string what) => $"{DevicesApi.LocalPath}/{Uri.EscapeDataString(id)}/{what}";

    private static void PrintSettings(SettingsView view, string directory)
    {
        Console.WriteLine($"State:     {view.State}");
        Console.WriteLine(
            $"Should be: {(view.Desired is null ? "as it is" : JsonSerializer.Serialize(view.Desired, Wire.DesiredSettings))}");
        Console.WriteLine(
            $"Is:        {(view.Reported is null ? "not known" : JsonSerializer.Serialize(view.Reported, Wire.ReportedSettings))}");
    }

    private static void PrintResult(CommandResult result, string directory) => Console.WriteLine(
        $"{result.Name}: {result.Result}{(result.Reason is null ? "" : $", {result.Reason}")}{(result.SoilRaw is null ? "" : $", raw value {result.SoilRaw}")}");
}
