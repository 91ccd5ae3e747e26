namespace PlantOps.Device.Core.Portal;

/// <summary>How joining a network ended.</summary>
internal enum JoinResult
{
    /// <summary>The device is in the network and has an address.</summary>
    Joined = 0,

    /// <summary>The network does not take the password.</summary>
    WrongPassword = 1,

    /// <summary>No network of that name answers.</summary>
    NotFound = 2,

    /// <summary>It let the device in but gave it no address in time.</summary>
    NoAddress = 3,

    /// <summary>It did not come about, and the radio does not say why.</summary>
    Failed = 4,
}
