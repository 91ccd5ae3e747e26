using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>Where it is kept what devices should be and what they said that they are.</summary>
internal interface IDeviceSettingsStore
{
    IReadOnlyCollection<KeptSettings> Load();

    /// <summary>Those that were changed since; all where nobody can say it.</summary>
    ChangedItems<KeptSettings> Load(ReadMark? since) => ChangedItems<KeptSettings>.All([.. Load()]);

    /// <summary>
    /// Changes what devices should be, all of them or none; on disk when it returns. <see langword="false"/>, and nothing
    /// was written, where one is no longer at the version that its change began from: another gateway was faster.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    bool TryChange(IReadOnlyCollection<DesiredChange> changes);

    /// <summary>Writes what devices said that they are. Of each side the newer stays. On disk when it returns.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    void Save(IReadOnlyCollection<KeptSettings> settings);
}

/// <summary>A change of what a device should be.</summary>
/// <param name="Settings">The device's settings after the change.</param>
/// <param name="Expected">The version of what it should have been before; <see langword="null"/> where nobody had said.</param>
internal sealed record DesiredChange(KeptSettings Settings, long? Expected);

/// <summary>What is known of one device's settings.</summary>
/// <param name="Number">The device.</param>
/// <param name="Desired">What it should be, if anybody ever said.</param>
/// <param name="Reported">What it said last.</param>
/// <param name="ReportedAt">When, Unix milliseconds UTC; 0 where it never did.</param>
internal sealed record KeptSettings(int Number, DesiredSettings? Desired, ReportedSettings? Reported, long ReportedAt);
