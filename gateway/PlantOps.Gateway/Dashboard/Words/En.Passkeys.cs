namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of passkeys.</summary>
internal sealed partial class En
{
    public string Passkeys => "Passkeys";

    public string PasskeysWhy => "Sign in with your face, your finger or the PIN of your device instead of a code.";

    public string AddPasskey => "Add a passkey for this device";

    public string UsePasskey => "Use a passkey";

    public string RemovePasskey => "Remove";

    public string NoPasskeys => "There are none yet.";

    public string PasskeyMade => "made";

    public string PasskeyUsed => "last used";

    public string PasskeyFailed => "That did not work. Try again.";

    public string PasskeysNeedName =>
        "You have opened PlantOps by an address of numbers, and browsers make no passkeys for those. Open it by a "
            + "name, like raspberrypi.local.";

    public string PasskeysNeedTrust => "This browser makes none: it needs scripts, and a certificate that it trusts.";

    public string PasskeyCount(int count) => count == 1 ? "1 passkey" : $"{count} passkeys";
}
