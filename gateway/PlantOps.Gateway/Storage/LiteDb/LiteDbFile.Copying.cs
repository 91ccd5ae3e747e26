using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <content>Copying it while it is in use.</content>
internal sealed partial class LiteDbFile
{
    private bool _copying;
    private DataSnapshot? _snapshot;

    /// <summary>
    /// Copies the database to a new file, which is whole under that name or not there. Commits and checkpoints go on meanwhile:
    /// the copy holds what was committed before it began.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be copied; there is no copy.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; there is no copy.</exception>
    public void CopyTo(string path, CancellationToken stopping = default)
    {
        lock (_commits)
        {
            if (_copying) throw new StoreUnavailableException("A copy of the database is being made already.");
            _copying = true;
        }

        var part = path + ".part";
        try
        {
            OwnFile.Remove(part);
            using (var copy = OwnFile.Open(part, FileMode.CreateNew, FileAccess.Write)) CopyAll(copy, stopping);
            File.Move(part, path, overwrite: false);
            FileSync.Directory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e)
        {
            OwnFile.Remove(part);
            if (!IsStorage(e) && e is not ObjectDisposedException) throw;
            throw new StoreUnavailableException($"'{_directory.Database}' cannot be copied to '{path}': {e.Message}", e);
        }
        finally
        {
            lock (_commits) _copying = false;
        }
    }

    private void CopyAll(SafeFileHandle copy, CancellationToken stopping)
    {
        var snapshot = BeginCopy(copy, stopping);
        try
        {
            while (CopyMore(snapshot))
            {
                // A step at a time, so that commits and their checkpoints come in between.
            }
        }
        finally
        {
            lock (_commits) _snapshot = null;
        }
    }

    /// <summary>What is in the data file after this checkpoint is what is copied.</summary>
    private DataSnapshot BeginCopy(SafeFileHandle copy, CancellationToken stopping)
    {
        lock (_commits)
        {
            LiteDbSession session;
            lock (_gate)
            {
                ThrowIfDisplaced();
                session = Session();
            }

            if (!Checkpoint(session))
                throw new StoreUnavailableException(
                    $"'{_directory.Database}' cannot be copied: its log cannot be moved into it now.");
            return _snapshot = new DataSnapshot(copy, session.DataLength, stopping);
        }
    }

    private bool CopyMore(DataSnapshot snapshot)
    {
        LiteDbSession session;
        lock (_gate) session = Session();
        try
        {
            return session.CopyMore(snapshot);
        }
        catch (ObjectDisposedException)
        {
            // It was opened anew after a failure. The data file is the same.
            return true;
        }
    }
}
