using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Backup;

/// <summary>When, where to and for how long everything is backed up.</summary>
internal sealed class BackupOptions
{
    public static readonly Setting AtSetting = new(
        "Backup:At", "03:00", "time of day, or never",
        "When everything is backed up and the backup tried, give or take a quarter of an hour.")
    {
        IsCommon = true,
    };

    public static readonly Setting KeepSetting = new(
        "Backup:Keep", "7d,4w,12m", "days, weeks and months", "Of how many days, weeks and months the newest backup is kept.");

    public static readonly Setting DirectorySetting = new(
        "Backup:Directory", "backups in the data directory", "directory",
        "Where backups are put; on another disk they outlive this one.")
    {
        IsCommon = true,
    };

    public static readonly Setting PassphraseSetting = new(
        "Backup:Passphrase", "none", "text of at least 8 characters",
        "What backups are encrypted with; without it they are as secret as the data directory.");

    public static readonly Setting PassphraseFileSetting = new(
        "Backup:PassphraseFile", "none", "file", "A file that has the passphrase, which no list of processes shows.");

    public static readonly Setting CommandSetting = new(
        "Backup:Command", "none", "program and arguments with {file}",
        "Takes each backup elsewhere: rclone copy {file} nas:plantops (docs/storage.md).");

    public static readonly Setting FetchCommandSetting = new(
        "Backup:FetchCommand", "none", "program and arguments with {name} and {file}",
        "Brings it back as {file}, so that what is elsewhere is tried: rclone copyto nas:plantops/{name} {file}.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        AtSetting, KeepSetting, DirectorySetting, PassphraseSetting, PassphraseFileSetting, CommandSetting,
        FetchCommandSetting,
    ];

    /// <summary><c>Backup:At</c>: the time of day by the machine's clock; <see langword="null"/> for never.</summary>
    public TimeOnly? At { get; set; }

    /// <summary>By how much earlier or later, so that not every gateway of a street does it at once.</summary>
    public TimeSpan Shift { get; set; }

    /// <summary><c>Backup:Keep</c>: which are kept.</summary>
    public BackupKeeping Keep { get; set; } = BackupKeeping.Parse(KeepSetting.Default)!;

    /// <summary><c>Backup:Directory</c>: where to; a whole path.</summary>
    public string Directory { get; set; } = string.Empty;

    /// <summary><c>Backup:Passphrase</c> or the content of <c>Backup:PassphraseFile</c>: what opens them, if anything.</summary>
    public string? Passphrase { get; set; }

    /// <summary><c>Backup:Command</c>: takes each elsewhere.</summary>
    public string? Command { get; set; }

    /// <summary><c>Backup:FetchCommand</c>: brings it back to be restored.</summary>
    public string? FetchCommand { get; set; }
}

/// <summary>Reads and checks <see cref="BackupOptions"/>.</summary>
internal sealed class BackupOptionsSetup(IConfiguration configuration) : IConfigureOptions<BackupOptions>,
    IValidateOptions<BackupOptions>
{
    private const string Never = "never";
    private const string FolderName = "backups";
    private const int MinPassphrase = 8;
    private const int MaxShiftMinutes = 15;

    private static readonly Setting At = BackupOptions.AtSetting;
    private static readonly Setting Keep = BackupOptions.KeepSetting;
    private static readonly Setting PassphraseFile = BackupOptions.PassphraseFileSetting;

    private string AtText => Text(At) ?? At.Default;

    public void Configure(BackupOptions options)
    {
        options.At = Time(AtText);
        options.Shift = TimeSpan.FromMinutes(RandomNumberGenerator.GetInt32(-MaxShiftMinutes, MaxShiftMinutes + 1));
        options.Keep = BackupKeeping.Parse(Text(Keep) ?? Keep.Default) ?? options.Keep;
        options.Directory = Path.GetFullPath(Text(BackupOptions.DirectorySetting)
            ?? Path.Combine(DataDirectory.In(configuration), FolderName));
        options.Passphrase = Text(BackupOptions.PassphraseSetting)
            ?? (Text(PassphraseFile) is { } file ? FileText.Read(file).Text : null);
        options.Command = Text(BackupOptions.CommandSetting);
        options.FetchCommand = Text(BackupOptions.FetchCommandSetting);
    }

    public ValidateOptionsResult Validate(string? name, BackupOptions options)
    {
        var errors = new List<string>();
        if (options.At is null && AtText != Never)
            errors.Add($"{At.Key}: '{AtText}' is neither a time of day like 03:00 nor '{Never}'.");
        if (Text(Keep) is { } keep && BackupKeeping.Parse(keep) is null)
            errors.Add($"{Keep.Key}: '{keep}' is not of the form 7d,4w,12m.");
        if (Text(PassphraseFile) is { } file)
        {
            if (Text(BackupOptions.PassphraseSetting) is not null)
                errors.Add($"{PassphraseFile.Key}: {BackupOptions.PassphraseSetting.Key} is set as well; leave one out.");
            else if (FileText.Read(file).Problem is { } problem) errors.Add($"{PassphraseFile.Key}: {problem}");
        }

        if (options.Passphrase is { Length: < MinPassphrase })
            errors.Add($"{BackupOptions.PassphraseSetting.Key}: it has fewer than {MinPassphrase} characters.");
        errors.AddRange(new[] { BackupOptions.CommandSetting, BackupOptions.FetchCommandSetting }.Select(Problem)
            .OfType<string>());
        if (options.FetchCommand is not null && options.Command is null)
        {
            errors.Add(
                $"{BackupOptions.FetchCommandSetting.Key}: there is no {BackupOptions.CommandSetting.Key} " +
                "that takes a backup elsewhere.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private string? Problem(Setting setting) =>
        Text(setting) is not { } command ? null
        : OutsideProgram.Split(command) is not { Count: > 0 } words ? $"{setting.Key}: a quote in it is open."
        : words.Any(word => word.Contains(OutsideProgram.FileWord, StringComparison.Ordinal)) ? null
        : $"{setting.Key}: it has no {OutsideProgram.FileWord}, which stands for the backup's file.";

    private string? Text(Setting setting) => configuration[setting.Key] is { Length: > 0 } text ? text : null;

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
