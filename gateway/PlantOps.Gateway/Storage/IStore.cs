using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage;

/// <summary>Where everything is kept, as a whole.</summary>
internal interface IStore
{
    /// <summary>Which file or database, for messages; never with a password.</summary>
    string Place { get; }

    /// <summary>Opens it and brings it up to this version, at the start, before anybody is let in.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened; the message says why and what to do.</exception>
    void Open();

    /// <summary>
    /// Does at once what is otherwise done in the background, so that the next start finds everything in order.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be finished; nothing is lost.</exception>
    void Settle();

    /// <summary>
    /// Why what is stored now would be lost: its files were deleted or replaced while they are open. <see langword="null"/>
    /// where they are in their place, or elsewhere.
    /// </summary>
    string? Displaced => null;

    /// <summary>
    /// Copies it to a new file while it is in use, and reads the copy through. <see langword="null"/> where it has a way of its
    /// own for that.
    /// </summary>
    /// <exception cref="StoreUnavailableException">There is no copy; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; there is no copy that counts.</exception>
    StoreCopyView? Copy(string path, CancellationToken stopping = default) => null;

    /// <summary>Bytes that it takes on disk.</summary>
    long Size();
}

/// <summary>How a database server is reached; <see langword="null"/> where there is none.</summary>
internal sealed record StoreConnection(string? Text);
