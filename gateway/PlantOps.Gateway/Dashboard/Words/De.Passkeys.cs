namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of passkeys.</summary>
internal sealed partial class De
{
    public string Passkeys => "Passkeys";

    public string PasskeysWhy => "Melde dich mit Gesicht, Finger oder der PIN deines Geräts an statt mit einem Code.";

    public string AddPasskey => "Passkey für dieses Gerät hinzufügen";

    public string UsePasskey => "Mit Passkey anmelden";

    public string RemovePasskey => "Entfernen";

    public string NoPasskeys => "Es gibt noch keine.";

    public string PasskeyMade => "angelegt";

    public string PasskeyUsed => "zuletzt benutzt";

    public string PasskeyFailed => "Das hat nicht geklappt. Versuche es noch einmal.";

    public string PasskeysNeedName =>
        "Du hast PlantOps über eine Adresse aus Zahlen geöffnet, und dafür legen Browser keine Passkeys an. "
        + "Öffne es über einen Namen, etwa raspberrypi.local.";

    public string PasskeysNeedTrust => "Dieser Browser legt keine an: Er braucht Skripte und ein Zertifikat, dem er vertraut.";

    public string PasskeyCount(int count) => count == 1 ? "1 Passkey" : $"{count} Passkeys";
}
