namespace PlantOps.Device.Core.Portal;

/// <summary>A set-up at one instant, for the page that shows it.</summary>
internal sealed class SetupView
{
    /// <summary>Name of the access point.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Where the page is, <c>http://host/</c>.</summary>
    public string Address { get; set; } = string.Empty;

    public SetupState State { get; set; }

    /// <summary>How the last attempt ended.</summary>
    public SetupOutcome Outcome { get; set; }

    public WifiNetwork[] Networks { get; set; } = new WifiNetwork[0];

    public bool IsScanning { get; set; }

    /// <summary>What was typed last.</summary>
    public SetupForm Form { get; set; } = new SetupForm();

    /// <summary>Whether the device has a place at a gateway already, so that it needs no code.</summary>
    public bool IsEnrolled { get; set; }
}
