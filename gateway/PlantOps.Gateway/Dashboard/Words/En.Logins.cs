using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of logins for the broker.</summary>
internal sealed partial class En
{
    public string Logins => "Bridges and readers";

    public string LoginsHelp =>
        "A program that speaks MQTT, as a bridge of another broker or Node-RED, comes in with a login of its "
        + "own: to publish for some devices, or to read what all of them say.";

    public string ThisIsTheLogin => "User name and password";

    public string LoginShownThisOnce => "The password is shown this once: the gateway keeps its hash only.";

    public string NoLoginYet => "No program has a login.";

    public string MakeALogin => "Make a login";

    public string LoginDevices => "Devices that it publishes for";

    public string LoginMay(string kind) => kind == MqttLogin.Bridge ? "publishes for some devices" : "reads what all devices say";

    public string LoginCount(int count) => count switch { 0 => "none", 1 => "1 login", _ => $"{count} logins" };

    public string LoginsTooMany(int most) => $"There are {most} logins, which is as many as there can be. Remove one first.";
}
