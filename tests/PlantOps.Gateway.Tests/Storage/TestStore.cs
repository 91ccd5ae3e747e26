using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>A store of one kind, on a real file or database of its own, for the tests that every kind must pass.</summary>
public abstract class TestStore : IDisposable
{
    internal abstract IReadingStore Readings { get; }

    internal abstract IDeviceStore Devices { get; }

    internal abstract IEnrolmentStore Enrolments { get; }

    internal abstract IPresenceStore Presence { get; }

    internal abstract IDeviceSettingsStore Settings { get; }

    internal abstract ITokenStore Tokens { get; }

    /// <summary>Does at once what the store does in the background to what was appended.</summary>
    public abstract void Settle();

    /// <summary>Closes and opens it again, as a restart of the gateway does.</summary>
    public abstract void Restart();

    public abstract void Dispose();
}
