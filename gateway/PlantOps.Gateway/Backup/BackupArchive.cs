using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// A backup's file: a tar compressed by Brotli, with the manifest as its first entry, then a line with the SHA-256 of all that;
/// with a passphrase all of it within a sealed file.
/// </summary>
internal static class BackupArchive
{
    public const string ManifestName = "manifest.json";
    public const string HistoryName = "history.json";

    private const string TrailerStart = "\nPlantOps backup, SHA-256 ";
    private const int MaxManifestBytes = 64 * 1024 * 1024;

    private static readonly int TrailerBytes = Trailer(new byte[SHA256.HashSizeInBytes]).Length;

    /// <summary>Writes a file beside its name, which it is given once it is whole and on disk.</summary>
    /// <param name="path">A name that is not there yet.</param>
    /// <param name="passphrase">What opens it; <see langword="null"/> where it is not sealed.</param>
    /// <param name="folder">Where the entries are.</param>
    /// <param name="manifest">Names them.</param>
    /// <param name="steps">What is done.</param>
    /// <param name="stopping">Ends it; nothing is left then.</param>
    public static void Write(
        string path, string? passphrase, string folder, BackupManifest manifest, BackupSteps steps, CancellationToken stopping)
    {
        var part = path + BackupFile.Unfinished;
        try
        {
            steps.Enter(BackupSteps.Pack);
            OwnFile.Remove(part);
            using (var handle = OwnFile.Open(part, FileMode.CreateNew, FileAccess.Write))
            using (var file = new PacedFile(handle, stopping))
            {
                if (passphrase is null)
                {
                    Write(file, folder, manifest, stopping);
                }
                else
                {
                    using var seal = new SealingStream(file, passphrase);
                    Write(seal, folder, manifest, stopping);
                    seal.Finish();
                }

                file.Sync();
            }

            steps.Enter(BackupSteps.Name);
            File.Move(part, path, overwrite: false);
            FileSync.Directory(Path.GetDirectoryName(path)!);
        }
        catch
        {
            OwnFile.Remove(part);
            throw;
        }
    }

    /// <summary>What a backup says it has. Says nothing yet about whether that is so.</summary>
    /// <exception cref="InvalidDataException">It is none, or damaged.</exception>
    public static BackupManifest ReadManifest(string path, string? passphrase)
    {
        return Read(path, passphrase, (tar, _) => ManifestIn(tar));
    }

    /// <summary>Puts its entries into a folder, each compared with the manifest.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="passphrase">What opens it, where it is sealed.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="InvalidDataException">It is none, or damaged: what is in the folder is of no use.</exception>
    public static BackupManifest Unpack(string path, string? passphrase, string folder, CancellationToken stopping) =>
        Read(path, passphrase, (tar, finish) =>
        {
            var manifest = ManifestIn(tar);
            var expected = manifest.Files.ToDictionary(file => file.Name);
            while (tar.GetNextEntry() is { } entry)
            {
                stopping.ThrowIfCancellationRequested();
                if (!expected.Remove(entry.Name, out var file) || !IsFile(entry))
                    throw new InvalidDataException($"it has an entry '{Short(entry.Name)}' that its manifest does not have");
                Unpack(entry, file, folder, stopping);
            }

            if (expected.Count > 0) throw new InvalidDataException($"its entry '{Short(expected.Keys.First())}' is missing");
            finish();
            return manifest;
        });

    public static BackedUpFile Describe(string folder, string path, CancellationToken stopping)
    {
        using var file = File.OpenRead(path);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[Sealed.ChunkBytes];
        for (int read; (read = file.Read(part)) > 0;)
        {
            stopping.ThrowIfCancellationRequested();
            sum.AppendData(part, 0, read);
        }

        var hash = sum.GetHashAndReset();
        return new BackedUpFile
        {
            Name = Path.GetRelativePath(folder, path).Replace('\\', '/'), Bytes = file.Length,
            Sha256 = Convert.ToHexStringLower(hash),
        };
    }

    private static void Write(Stream to, string folder, BackupManifest manifest, CancellationToken stopping)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var hashed = new HashedStream(to, hash))
        using (var brotli = new BrotliStream(hashed, CompressionLevel.Fastest))
        using (var tar = new TarWriter(brotli, TarEntryFormat.Pax))
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest);
            tar.WriteEntry(Entry(ManifestName, new MemoryStream(content)));
            foreach (var file in manifest.Files)
            {
                stopping.ThrowIfCancellationRequested();
                using var from = File.OpenRead(Path.Combine(folder, file.Name));
                tar.WriteEntry(Entry(file.Name, from));
            }
        }

        to.Write(Trailer(hash.GetHashAndReset()));
    }

    private static PaxTarEntry Entry(string name, Stream content) =>
        new(TarEntryType.RegularFile, name) { Mode = OwnFile.Mode, DataStream = content };

    private static T Read<T>(string path, string? passphrase, Func<TarReader, Action, T> read)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (!Sealed.IsSealed(file)) return Read(file, read);
            if (passphrase is null) throw new InvalidDataException("it is sealed, and no passphrase is given");
            using var opened = new UnsealingStream(file, passphrase);
            return Read(opened, read);
        }
        catch (Exception exception) when (exception is EndOfStreamException
            or not (IOException or UnauthorizedAccessException or OperationCanceledException))
        {
            // Of what is damaged the reader may throw anything; what the disk or its owner has to say is no damage.
            throw new InvalidDataException($"The backup '{path}' cannot be restored: {exception.Message.TrimEnd('.')}.",
                exception);
        }
    }

    private static T Read<T>(Stream file, Func<TarReader, Action, T> read)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var before = new BeforeTrailer(file, TrailerBytes, hash);
        using var brotli = new BrotliStream(before, CompressionMode.Decompress, leaveOpen: true);
        using var tar = new TarReader(brotli, leaveOpen: true);
        return read(tar, () =>
        {
            Drain(brotli);
            Drain(before);
            if (!before.Trailer.SequenceEqual(Trailer(hash.GetHashAndReset())))
                throw new InvalidDataException("its checksum does not match");
        });
    }

    private static void Drain(Stream stream)
    {
        var rest = new byte[Sealed.ChunkBytes];
        while (stream.Read(rest) > 0)
        {
            // What follows the last entry is only added up.
        }
    }

    private static BackupManifest ManifestIn(TarReader tar)
    {
        if (tar.GetNextEntry() is not { Name: ManifestName, Length: <= MaxManifestBytes, DataStream: { } content } entry
            || !IsFile(entry))
            throw new InvalidDataException("it does not begin with a manifest");
        var manifest = JsonSerializer.Deserialize(content, BackupJson.Default.BackupManifest)
            ?? throw new InvalidDataException("its manifest is empty");
        return manifest.Format <= BackupManifest.CurrentFormat
            ? manifest
            : throw new InvalidDataException($"it is of a newer version, {Short(manifest.Version)}");
    }

    private static bool IsFile(TarEntry entry) => entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;

    private static void Unpack(TarEntry entry, BackedUpFile expected, string folder, CancellationToken stopping)
    {
        var parts = entry.Name.Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains('\\', StringComparison.Ordinal)) || parts.Length > 8)
            throw new InvalidDataException($"its entry '{Short(entry.Name)}' is no file within it");
        var path = Path.Combine([folder, .. parts]);
        OwnFolder.Make(Path.GetDirectoryName(path)!);
        using var handle = OwnFile.Open(path, FileMode.CreateNew, FileAccess.Write);
        using var file = new PacedFile(handle, stopping);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var hashed = new HashedStream(file, hash)) entry.DataStream?.CopyTo(hashed);
        file.Sync();
        if (entry.Length != expected.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != expected.Sha256)
            throw new InvalidDataException($"its entry '{Short(entry.Name)}' is damaged");
    }

    private static byte[] Trailer(byte[] hash) => Encoding.ASCII.GetBytes($"{TrailerStart}{Convert.ToHexStringLower(hash)}\n");

    private static string Short(string text) => text.Length > 100 ? text[..100] : text;
}
