using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of logins for the broker.</summary>
internal sealed partial class De
{
    public string Logins => "Brücken und Leser";

    public string LoginsHelp =>
        "Ein Programm, das MQTT spricht, etwa die Brücke eines anderen Brokers oder Node-RED, kommt mit "
        + "einem eigenen Zugang herein: um für einige Geräte zu senden, oder um zu lesen, was alle sagen.";

    public string ThisIsTheLogin => "Benutzername und Passwort";

    public string LoginShownThisOnce => "Das Passwort wird nur dieses eine Mal gezeigt: Das Gateway behält nur seinen Hash.";

    public string NoLoginYet => "Kein Programm hat einen Zugang.";

    public string MakeALogin => "Zugang machen";

    public string LoginDevices => "Geräte, für die es sendet";

    public string LoginMay(string kind) => kind == MqttLogin.Bridge ? "sendet für einige Geräte" : "liest, was alle Geräte sagen";

    public string LoginCount(int count) => count switch { 0 => "keiner", 1 => "1 Zugang", _ => $"{count} Zugänge" };

    public string LoginsTooMany(int most) => $"Es gibt {most} Zugänge, mehr gehen nicht. Entferne zuerst einen.";
}
