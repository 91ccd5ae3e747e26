namespace PlantOps.Gateway.Archive;

/// <summary>What a piece of a stream of readings is.</summary>
internal enum ReadingFrame : byte
{
    /// <summary>The first: the form's version, and of how many days there will be readings.</summary>
    Begin = 1,

    /// <summary>Whose readings follow: its id, name and hardware id.</summary>
    Device = 2,

    /// <summary>Readings, each as <see cref="ReadingRecord"/>.</summary>
    Readings = 3,

    /// <summary>A day of a device is through.</summary>
    DayDone = 4,

    /// <summary>The last: everything was sent.</summary>
    End = 5,

    /// <summary>The last: why not everything was sent.</summary>
    Problem = 6,

    /// <summary>Which readings are missing because they are damaged; before the end.</summary>
    Damaged = 7,
}
