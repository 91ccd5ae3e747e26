using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary><c>device add NAME</c>, <c>device list</c> and what <see cref="DeviceSettingsCommand"/> and <see cref="DeviceLifeCommand"/> add.</summary>
internal static class DeviceCommand
{
    private static readonly GatewayJson Wire = GatewayJson.Default;

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
                (result, gateway, cancellationToken) => gateway.Get(DevicesApi.LocalPath + (result.GetValue(retired) ? "?retired=true" : ""), Wire.DeviceViewArray, cancellationToken),
                Wire.DeviceViewArray,
                PrintDevices),
        };
        foreach (var command in DeviceSettingsCommand.Create()) device.Subcommands.Add(command);
        foreach (var command in DeviceLifeCommand.Create()) device.Subcommands.Add(command);
        return device;
    }

    public static void PrintCode(NewCode code, string directory) => Console.WriteLine(
        $"""
        Code for "{code.Name}":  {code.Code}
        Good once, until {DateTimeOffset.FromUnixTimeMilliseconds(code.ExpiresAt).ToLocalTime():yyyy-MM-dd HH:mm:ss}.

        A real device:     join its Wi-Fi "PlantOps-Setup-XXXX" and enter this code in its page.
        A virtual device:  dotnet run --project device/PlantOps.VirtualDevice -- --gateway https://localhost:8443 --code {code.Code}
        """);

    private static void PrintDevices(DeviceView[] devices, string directory)
    {
        if (devices.Length == 0)
        {
            Console.WriteLine($"No device yet. Add one with: {OwnCommand.Line("device add NAME", directory)}");
            return;
        }

        Console.WriteLine($"{"ID",-16}{"STATE",-9}{"LAST SEEN",-21}NAME");
        foreach (var device in devices)
        {
            Console.WriteLine($"{device.Id,-16}{device.State,-9}{Time(device.LastSeen),-21}{device.Name}");
        }
    }

    private static string Time(long? unixMs) => unixMs is { } time
        ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : "never";
}
