namespace PlantOps.Device.Core.Portal;

/// <summary>How an attempt to set up ended.</summary>
internal enum SetupOutcome
{
    /// <summary>Nothing has ended yet.</summary>
    None = 0,

    /// <summary>Everything was checked and is stored.</summary>
    Done = 1,

    NoNetworkChosen = 2,

    /// <summary>No Wi-Fi password is as short or long as the one typed (IEEE 802.11: 8 to 63 characters).</summary>
    InvalidPassword = 3,

    WrongPassword = 4,

    NetworkNotFound = 5,

    /// <summary>The network gave no address.</summary>
    NoAddress = 6,

    /// <summary>The network could not be joined, and nobody says why.</summary>
    NotJoined = 7,

    InvalidAddress = 8,

    InvalidCode = 9,

    GatewayNotFound = 10,

    /// <summary>The certificate does not match the code.</summary>
    NotThisGateway = 11,

    /// <summary>The gateway is the right one, but no trusted connection to it comes about.</summary>
    NotTrusted = 12,

    /// <summary>The code is wrong, used or expired.</summary>
    CodeNotAccepted = 13,

    TooManyAttempts = 14,

    /// <summary>The gateway answered something else.</summary>
    Refused = 15,

    /// <summary>The flash has no room.</summary>
    NotStored = 16,

    /// <summary>Another gateway needs a code, because none vouches for it yet.</summary>
    CodeNeeded = 17,

    /// <summary>The flash failed after the gateway had taken the code.</summary>
    NotKept = 18,

    /// <summary>A character of the code is wrong. Nobody was asked.</summary>
    MistypedCode = 19,

    /// <summary>The gateway knows this device, and a code for a new one does not do.</summary>
    DeviceKnown = 20,
}
