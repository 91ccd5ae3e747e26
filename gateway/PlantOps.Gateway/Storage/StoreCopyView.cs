namespace PlantOps.Gateway.Storage;

/// <summary>Where to copy the store.</summary>
internal sealed class StoreCopyRequest
{
    /// <summary>A new file, with its whole path.</summary>
    public required string File { get; init; }
}

/// <summary>A copy of the store, and what was found when it was read through.</summary>
internal sealed class StoreCopyView
{
    public required string File { get; init; }

    public required long Bytes { get; init; }

    public required int Devices { get; init; }

    public required long Readings { get; init; }

    /// <summary>Blocks of readings that cannot be read, there as here.</summary>
    public required int Damaged { get; init; }
}

/// <summary>Which unreadable record to delete.</summary>
internal sealed class UnreadableRequest
{
    public required string Set { get; init; }

    public required string Id { get; init; }
}

/// <summary>What is in the store and cannot be read.</summary>
internal sealed class UnreadableList
{
    public required UnreadableView[] Records { get; init; }
}

/// <summary>One record that cannot be read.</summary>
internal sealed class UnreadableView
{
    public required string Set { get; init; }

    public required string Id { get; init; }

    public required string Reason { get; init; }
}
