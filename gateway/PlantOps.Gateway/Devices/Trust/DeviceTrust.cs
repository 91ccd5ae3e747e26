namespace PlantOps.Gateway.Devices.Trust;

/// <summary>Which of the gateway's CAs a device trusts, as far as it has said.</summary>
internal enum DeviceTrust
{
    /// <summary>It has said nothing of it, or another gateway's.</summary>
    Unknown = 0,

    /// <summary>One that was replaced, and only that.</summary>
    Earlier = 1,

    /// <summary>One that was replaced, and beside it the present one, which it tries with its next connection.</summary>
    Next = 2,

    /// <summary>The present one.</summary>
    Current = 3,
}
