using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Devices;

/// <summary>
/// <c>device add NAME</c>, <c>device list</c> and what <see cref="DeviceSettingsCommand"/> and <see cref="DeviceLifeCommand"/>
/// add.
/// </summary>
internal static class DevicesCommand
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What to call the plant or device." };
        var retired = new Option<bool>("--retired") { Description = "Those, too, that are retired." };
        var device = new Command("device", "Devices of the running gateway.")
        {
            new Command("add", "Prints a one-time code that lets a device in.") { name }.Asks(
                (result, gateway, cancellationToken) => gateway.Post(
                    EnrolmentsApi.LocalPath,
                    JsonContent.Create(new NewCodeRequest { Name = result.GetValue(name) }, Wire.NewCodeRequest),
                    Wire.NewCode,
                    cancellationToken),
                Wire.NewCode,
                PrintCode),
            new Command("list", "Lists the devices.") { retired }.Asks(
                (result, gateway,
                    cancellationToken) => gateway.Get(DevicesApi.LocalPath + (result.GetValue(retired) ? "?retired=true" : ""),
                        Wire.DeviceViewArray, cancellationToken),
                Wire.DeviceViewArray,
                PrintDevices),
        };
        device.Subcommands.Add(Show());
        device.Subcommands.Add(EnrolmentCommand.Create());
        device.Subcommands.Add(MappingCommand.Create());
        foreach (var command in DeviceSettingsCommand.Create()) device.Subcommands.Add(command);
        foreach (var command in DeviceLifeCommand.Create()) device.Subcommands.Add(command);
        return device;
    }

    public static async Task PrintCode(NewCode code, LocalGateway gateway, CancellationToken cancellationToken)
    {
        var addresses = await gateway.Addresses(cancellationToken);
        Console.WriteLine(
            $"""
            Code for "{code.Name}":  {code.Code}
            Good once, until {LocalTime.WithSeconds(code.ExpiresAt)}.

            A real device:     join its Wi-Fi "PlantOps-Setup-XXXX" and enter this code in its page.
            A virtual device:  {OwnCommand.VirtualDevice($"--gateway {addresses.Https} --code {code.Code}")}
            How far it is:     {OwnCommand.Line($"device progress {code.Id}", gateway.DataDirectory)}
            """);
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "The device's id, as `device list` shows it." };
        return new Command("show", "Shows a device.") { id }.Asks(
            (result, gateway, cancellationToken) => gateway.Get(
                $"{DevicesApi.LocalPath}/{Uri.EscapeDataString(result.GetRequiredValue(id))}", Wire.DeviceView,
                cancellationToken),
            Wire.DeviceView,
            (device, _) => Print(device));
    }

    private static void Print(DeviceView device)
    {
        Console.WriteLine($"{device.Id}  {device.Name}: {device.State}");
        Console.WriteLine($"Hardware:   {device.HardwareId}{(device.Model is null ? "" : $", {device.Model}")}");
        Console.WriteLine($"Firmware:   {device.FirmwareVersion ?? "not said"}");
        Console.WriteLine($"Sensors:    {(device.Sensors.Count == 0 ? "not said" : string.Join(", ", device.Sensors))}");
        PrintCapabilities(device.Capabilities);
        Console.WriteLine($"Registered: {LocalTime.WithSeconds(device.RegisteredAt)}");
        Console.WriteLine($"Measures:   every {device.IntervalS} s");
        Console.WriteLine($"Last seen:  {LocalTime.OrNever(device.LastSeen)}");
        PrintReading(device.Latest);
        PrintInput(device.Input);
    }

    private static void PrintReading(LatestReading? latest)
    {
        if (latest is null) return;
        var values =
            latest.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:0.##}"));
        Console.WriteLine($"Reading:    {LocalTime.WithSeconds(latest.T)}, {string.Join(", ", values)}");
    }

    private static void PrintInput(InputView? input)
    {
        if (input is null) return;
        if (input.Clock is { } clock) Console.WriteLine($"Clock:      {clock} Its times are set right by as much.");
        if (input.UnreadableMessages > 0)
            Console.WriteLine($"Unreadable: {input.UnreadableMessages} messages since the start; `set-aside list` has them");
        foreach (var problem in input.Problems)
        {
            var isIgnored = problem.Problem == InputProblems.Ignored;
            var what = isIgnored ? problem.Field : $"{problem.Field} {problem.Problem}";
            var title = isIgnored ? "Ignored:" : "Doubted:";
            Console.WriteLine($"{title,-12}{what}, {problem.Count} times, last '{problem.Example}'");
        }
    }

    // Older firmware says nothing of it, and then nothing is printed.
    private static void PrintCapabilities(Capabilities? capabilities)
    {
        if (capabilities is null) return;
        var (heap, psram, flash) = (Size(capabilities.HeapBytes), Size(capabilities.PsramBytes), Size(capabilities.FlashBytes));
        Console.WriteLine($"Memory:     heap {heap}, PSRAM {psram}, flash {flash}");
        if (capabilities.Api is { } api) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Contract:   {api}"));
    }

    private static string Size(long? bytes) => bytes switch
    {
        null => "not said",
        0 => "none",
        >= 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
    };

    private static void PrintDevices(DeviceView[] devices, string directory)
    {
        if (devices.Length == 0)
        {
            Console.WriteLine($"No device yet. Add one with: {OwnCommand.Line("device add NAME", directory)}");
            return;
        }

        Console.WriteLine($"{"ID",-16}{"STATE",-9}{"LAST SEEN",-28}NAME");
        foreach (var device in devices)
        {
            Console.WriteLine($"{device.Id,-16}{device.State,-9}{LocalTime.OrNever(device.LastSeen),-28}{device.Name}");
        }
    }
}
