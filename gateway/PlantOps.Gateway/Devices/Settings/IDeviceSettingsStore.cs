namespace PlantOps.Gateway.Devices.Settings;

/// <summary>Where it is kept what devices should be and what they said that they are.</summary>
internal interface IDeviceSettingsStore
{
    IReadOnlyCollection<KeptSettings> Load();

    /// <summary>On disk when it returns.</summary>
    /// <exception cref="Telemetry.StoreUnavailableException">Nothing was written.</exception>
    void Save(IReadOnlyCollection<KeptSettings> settings);
}

/// <summary>What is known of one device's settings.</summary>
/// <param name="Number">The device.</param>
/// <param name="Desired">What it should be, if anybody ever said.</param>
/// <param name="Reported">What it said last.</param>
/// <param name="ReportedAt">When, Unix milliseconds UTC; 0 where it never did.</param>
internal sealed record KeptSettings(int Number, DesiredSettings? Desired, ReportedSettings? Reported, long ReportedAt);
