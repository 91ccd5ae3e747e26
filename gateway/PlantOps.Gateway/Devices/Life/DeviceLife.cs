using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Life;

/// <summary>
/// What happens to a device after it was let in. Its history stays whatever that is. Each returns <see langword="null"/>
/// where the device has changed so that it cannot be done.
/// </summary>
/// <remarks>Each throws <see cref="StoreUnavailableException"/> where nothing could be kept, and nothing was changed.</remarks>
internal sealed class DeviceLife(DeviceRegistry registry, EnrolmentCodes codes, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Calls it something else, whatever it calls itself when it registers again.</summary>
    /// <param name="device">Which.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="expected">The version it must have; <see langword="null"/> for any.</param>
    public Device? Rename(Device device, string name, long? expected) => registry.Change(device, current =>
        expected is { } version && version != current.Version ? null : current with { Name = name, IsRenamed = true });

    /// <summary>
    /// Forgets its password. Its own hardware can register again and is then what it was, and other hardware can claim it.
    /// </summary>
    public Device? Release(Device device) =>
        registry.Change(device, current => current.RetiredAt is null ? current.Released(Now) : null);

    /// <summary>Ends its life. Its hardware is a new device when it registers again.</summary>
    public Device? Retire(Device device) =>
        registry.Change(device, current => current.RetiredAt is null ? current.Retired(Now) : current);

    /// <summary>A code with which hardware becomes this device. Until it is used the device goes on as it is.</summary>
    public (EnrolmentCode Code, OpenEnrolment Enrolment)? Claim(Device device) =>
        device.RetiredAt is null ? codes.Create(device.Name, device.Number) : null;
}
