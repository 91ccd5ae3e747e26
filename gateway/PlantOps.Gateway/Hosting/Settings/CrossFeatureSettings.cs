namespace PlantOps.Gateway.Hosting.Settings;

/// <summary>Settings that features on several floors read; every other one is declared in the options that have it.</summary>
internal static class CrossFeatureSettings
{
    /// <summary>Alerts and care go by it, and the doctor says where it is missing.</summary>
    public static readonly Setting TimeZone = new(
        "Alerts:TimeZone", "the machine's", "IANA name, like Europe/Berlin", "Where a plant's day begins.") { IsCommon = true };

    /// <summary>Messages link to it, and the doctor looks whether the certificate has its name.</summary>
    public static readonly Setting PublicUrl = new(
        "Notifications:PublicUrl", "none", "URL", "Where people reach this gateway, for links in messages.") { IsCommon = true };
}
