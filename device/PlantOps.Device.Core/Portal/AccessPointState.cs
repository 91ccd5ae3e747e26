namespace PlantOps.Device.Core.Portal;

/// <summary>What became of opening the access point.</summary>
internal enum AccessPointState
{
    /// <summary>Phones can join.</summary>
    Open = 0,

    /// <summary>It is set up, and opens with the next restart.</summary>
    RestartNeeded = 1,

    /// <summary>The hardware does not do it.</summary>
    Failed = 2,
}
