using System.Globalization;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Hosting.Files;

/// <summary>
/// Watches what the data directory's disk has left. Below <c>Store:KeepFreeMB</c> people are told; below a quarter of it
/// pictures, imports and backups are refused, so that readings are the last that find no room.
/// </summary>
internal sealed class DiskGuard(DataDirectory directory, IOptions<DiskOptions> options, TimeProvider time) : IHealthSource,
    IGatewayNotice
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Of what is to be kept free, what only readings may take.</summary>
    private const int ReadingsShare = 4;

    /// <summary>It is asked with each picture and each scrape: the file system need not be.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long? _lookedAt;
    private long? _free;
    private bool _isTold;

    public string Component => "disk";

    public bool NeededForReady => false;

    /// <summary>Whether only readings may be stored.</summary>
    public bool IsNearlyFull => Free is { } free && free < Keep / ReadingsShare;

    /// <summary>Why something else was refused.</summary>
    public string Refusal => $"The disk of '{directory.Path}' has {Say(Free)} left, which is kept for readings. Free some space.";

    private long Keep => options.Value.KeepFreeMb * Megabyte;

    private long? Free
    {
        get
        {
            lock (_gate)
            {
                if (_lookedAt is { } looked && time.GetElapsedTime(looked) < MaxAge) return _free;
                _lookedAt = time.GetTimestamp();
                return _free = Look();
            }
        }
    }

    public string? Problem() => Free is { } free && free < Keep
        ? $"The disk of '{directory.Path}' has {Say(free)} left." +
            (IsNearlyFull ? " Pictures, imports and backups are refused; readings are stored." : string.Empty)
        : null;

    public GatewayNotice? Notice()
    {
        // What comes and goes at the limit is told once.
        var isLow = Free is { } free && free < (_isTold ? Keep + (Keep / ReadingsShare) : Keep);
        _isTold = isLow;
        return isLow
            ? new GatewayNotice(
                Component, "The gateway's disk is nearly full",
                    [Problem() ?? $"{Say(Free)} are left.", "Free some space, or keep history for a shorter time."],
                "The gateway's disk has room again")
            : null;
    }

    /// <summary>What is left for this user, bytes; <see langword="null"/> where the system does not say.</summary>
    private long? Look()
    {
        if (options.Value.KeepFreeMb == 0) return null;
        try
        {
            return new DriveInfo(directory.Path).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Say(long? bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(bytes ?? 0) / (double)Megabyte:0.0} MB");
}

/// <summary>What of the disk is kept free.</summary>
internal sealed class DiskOptions
{
    public static readonly NumberSetting KeepFreeSetting = new(
        "Store:KeepFreeMB", 200, 10, 1_000_000, "MB",
        "Free space of the disk below which people are told; below a quarter of it only readings are stored (docs/storage.md).",
        "off");

    public static readonly IReadOnlyList<Setting> Settings = [KeepFreeSetting];

    /// <summary><c>Store:KeepFreeMB</c>; 0 for off.</summary>
    public int KeepFreeMb { get; set; }
}

/// <summary>Reads and checks <see cref="DiskOptions"/>.</summary>
internal sealed class DiskOptionsSetup(IConfiguration configuration) : IConfigureOptions<DiskOptions>,
    IValidateOptions<DiskOptions>
{
    private static readonly NumberSetting KeepFree = DiskOptions.KeepFreeSetting;

    public void Configure(DiskOptions options) => options.KeepFreeMb = KeepFree.Read(configuration) ?? KeepFree.Value;

    public ValidateOptionsResult Validate(string? name, DiskOptions options) => KeepFree.Read(configuration) is null
        ? ValidateOptionsResult.Fail(
            $"{KeepFree.Key}: '{configuration[KeepFree.Key]}' is neither 0, off, nor a number of megabytes from "
            + $"{KeepFree.Min} to {KeepFree.Max}.")
        : ValidateOptionsResult.Success;
}
