using System.Globalization;

namespace PlantOps.Gateway.Backup;

/// <summary>A whole backup, by its name: what is not whole has another one.</summary>
/// <param name="Id">When it was taken, in UTC: <c>20260501-030000</c>.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="TakenAt">When it was begun.</param>
internal sealed record BackupFile(string Id, string Path, long Bytes, DateTimeOffset TakenAt)
{
    /// <summary>Behind the name of one that is being written.</summary>
    public const string Unfinished = ".part";

    /// <summary>Behind the name of one that could not be restored.</summary>
    public const string Failed = ".failed";

    private const string Prefix = "plantops-";
    private const string Extension = ".backup";
    private const string Form = "yyyyMMdd'-'HHmmss";

    public static string IdOf(DateTimeOffset at) => at.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static string PathOf(string directory, string id) => System.IO.Path.Combine(directory, Prefix + id + Extension);

    /// <summary>The backups of a directory, the newest first; none where it is not there.</summary>
    public static IReadOnlyList<BackupFile> In(string directory) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory, $"{Prefix}*{Extension}").Select(Of).OfType<BackupFile>()
            .OrderByDescending(backup => backup.TakenAt)]
        : [];

    /// <summary>One by its id, or by the path of its file; <c>latest</c> is the newest.</summary>
    public static BackupFile? Find(string directory, string idOrPath)
    {
        if (idOrPath == "latest") return In(directory) is [var newest, ..] ? newest : null;
        if (In(directory).FirstOrDefault(backup => backup.Id == idOrPath) is { } known) return known;
        if (!File.Exists(idOrPath)) return null;
        var path = System.IO.Path.GetFullPath(idOrPath);
        var file = new FileInfo(path);
        return Of(path) ?? new BackupFile(file.Name, path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
    }

    private static BackupFile? Of(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Extension, StringComparison.Ordinal))
            return null;
        var id = name[Prefix.Length..^Extension.Length];
        return DateTime.TryParseExact(id, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new BackupFile(id, path, new FileInfo(path).Length, new DateTimeOffset(at, TimeSpan.Zero))
            : null;
    }
}
