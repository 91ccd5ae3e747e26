using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Devices.Logins;

/// <summary>
/// <c>login create NAME --kind KIND [--device ID]…</c>, <c>login list</c>, <c>login change</c> and <c>login remove</c>.
/// </summary>
internal static class MqttLoginCommand
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Whose it is." };
        var kind = new Option<string>("--kind")
        {
            Description = "bridge publishes telemetry of the devices that it is given; reader reads what all devices say.",
            Required = true,
        };
        kind.AcceptOnly([.. MqttLogin.Kinds]);
        var devices = new Option<string[]>("--device")
        {
            Description = "A device that a bridge publishes for; may be given again for each.",
            AllowMultipleArgumentsPerToken = true,
        };
        var login = new Argument<string>("LOGIN") { Description = "Its user name, as `login list` shows it." };
        var called = new Option<string?>("--name") { Description = "Whose it is." };
        return new Command("login", "Logins for the broker of programs that are no devices.")
        {
            new Command("create", "Prints a new login.") { name, kind, devices }.Asks(
                (result, gateway, cancellationToken) => gateway.Post(
                    MqttLoginsApi.LocalPath,
                    JsonContent.Create(
                        new NewMqttLogin
                        {
                            Name = result.GetValue(name), Kind = result.GetValue(kind), Devices = result.GetValue(devices) ?? [],
                        },
                        Wire.NewMqttLogin),
                    Wire.MadeMqttLogin,
                    cancellationToken),
                Wire.MadeMqttLogin,
                PrintMade),
            new Command("list", "Lists the logins, without their passwords.").Asks(
                (_, gateway, cancellationToken) =>
                    gateway.Get(MqttLoginsApi.LocalPath, Wire.MqttLoginViewArray, cancellationToken),
                Wire.MqttLoginViewArray,
                PrintAll),
            new Command("change", "Gives a login another name, or a bridge other devices.") { login, called, devices }.Asks(
                (result, gateway, cancellationToken) => gateway.Put(
                    PathOf(result.GetRequiredValue(login)),
                    JsonContent.Create(
                        new MqttLoginChange
                        {
                            Name = result.GetValue(called),
                            Devices = result.GetResult(devices) is null ? null : result.GetValue(devices),
                        },
                        Wire.MqttLoginChange),
                    Wire.MqttLoginView,
                    cancellationToken),
                Wire.MqttLoginView,
                (changed, _) => Console.WriteLine(TextOf(changed))),
            new Command("remove", "Lets nobody in with a login any more.") { login }.Asks(
                (result, gateway, cancellationToken) => gateway.Delete(
                    PathOf(result.GetRequiredValue(login)), Wire.MqttLoginView, cancellationToken),
                Wire.MqttLoginView,
                (removed, _) => Console.WriteLine($"Login {removed.Id} (\"{removed.Name}\") is removed.")),
        };
    }

    private static string PathOf(string id) => $"{MqttLoginsApi.LocalPath}/{Uri.EscapeDataString(id)}";

    private static void PrintMade(MadeMqttLogin made, string directory)
    {
        var devices = string.Join(", ", made.Devices.DefaultIfEmpty("no device yet"));
        var may = made.Kind == MqttLogin.Reader
            ? "It may subscribe to devices/+/telemetry and devices/+/status."
            : $"It may publish telemetry of: {devices}.";
        Console.WriteLine(
            $"""
            User name:  {made.Id}
            Password:   {made.Password}
            It is shown this once. {may}
            """);
    }

    private static void PrintAll(MqttLoginView[] logins, string directory)
    {
        const string Example = "login create NAME --kind bridge --device ID";
        if (logins.Length == 0) Console.WriteLine($"No login yet. Make one with: {OwnCommand.Line(Example, directory)}");
        foreach (var login in logins) Console.WriteLine(TextOf(login));
    }

    private static string TextOf(MqttLoginView login) =>
        $"{login.Id,-20}{LocalTime.OrNever(login.CreatedAt),-28}{login.Name}  {string.Join(", ", login.Devices)}".TrimEnd();
}
