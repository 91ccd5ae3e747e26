using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>Reads what an <see cref="IArchiveWriter"/> wrote, and what others write in the same form.</summary>
internal interface IArchiveReader : IAsyncDisposable
{
    /// <summary>How far it is, from 0 to 1.</summary>
    double Progress { get; }

    /// <summary>Adds some rows, good and bad. <see langword="false"/> at the end.</summary>
    /// <exception cref="InvalidDataException">It is no archive at all, or not whole; the message says why.</exception>
    ValueTask<bool> ReadAsync(ArchiveRows rows, CancellationToken cancellationToken);
}

/// <summary>Rows as they come, in the order of the file.</summary>
internal sealed class ArchiveRows
{
    public List<ArchiveRow> Good { get; } = [];

    /// <summary>Rows that cannot be understood.</summary>
    public BadRows Bad { get; } = new();

    /// <summary>Values that cannot be understood, in rows of which the rest is kept.</summary>
    public BadRows Cells { get; } = new();

    /// <summary>How many rows say that there is no value.</summary>
    public long Empty { get; set; }

    public void Clear()
    {
        Good.Clear();
        Bad.Clear();
        Cells.Clear();
        Empty = 0;
    }
}

internal readonly record struct ArchiveRow(ArchiveDevice Device, Reading Reading);

/// <summary>A row that cannot be understood.</summary>
/// <param name="Place">Which, for people: <c>line 17, column 3 (time)</c>.</param>
/// <param name="Reason">What is wrong with it.</param>
internal readonly record struct BadRow(string Place, string Reason);
