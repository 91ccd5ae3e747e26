namespace PlantOps.Device.Core.Portal;

/// <summary>Where a set-up is.</summary>
internal enum SetupState
{
    /// <summary>The form waits for its owner.</summary>
    Asking = 0,

    /// <summary>The network that was typed is being joined.</summary>
    Joining = 1,

    /// <summary>The gateway is being found, checked and asked.</summary>
    Enrolling = 2,

    /// <summary>Everything is stored.</summary>
    Done = 3,
}
