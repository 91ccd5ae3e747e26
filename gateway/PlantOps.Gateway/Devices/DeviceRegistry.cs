using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices;

/// <summary>The devices that were let in. In memory, loaded at start; reads take no lock.</summary>
internal sealed class DeviceRegistry
{
    private const string IdPrefix = "plant-";

    /// <summary>Begins what stands for the hardware id of a device of which none is known.</summary>
    private const string KeptPrefix = "imported:";

    private const string IdAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 8;

    /// <summary>An attempt fails because another gateway's succeeded: as many as may let devices in at the same moment.</summary>
    private const int MostAttempts = 100;

    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    private readonly Lock _gate = new();
    private readonly IDeviceStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Device> _byId = new();
    private readonly ConcurrentDictionary<int, Device> _byNumber = new();
    private readonly Dictionary<string, Device> _byHardware = [];
    private int _lastNumber;

    public DeviceRegistry(IDeviceStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        foreach (var device in store.Load()) Remember(device);
    }

    /// <summary>All devices, in the order in which they were let in.</summary>
    public IReadOnlyList<Device> All => [.. _byId.Values.OrderBy(device => device.Number)];

    public Device? Find(string id) => _byId.GetValueOrDefault(id);

    public Device? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>Whether this only stands for a hardware id that is not known.</summary>
    public static bool IsPlaceholder(string hardwareId) => hardwareId.StartsWith(KeptPrefix, StringComparison.Ordinal);

    /// <summary>The device that registered with a hardware id, or is kept for it.</summary>
    public Device? FindByHardware(string hardwareId)
    {
        lock (_gate) return _byHardware.GetValueOrDefault(hardwareId);
    }

    /// <summary>
    /// The device with that user name and password. Takes as long for a name that does not exist as for a wrong
    /// password.
    /// </summary>
    public Device? Authenticate(string? username, ReadOnlySpan<byte> password)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(password, hash);
        var device = username is null ? null : Find(username);
        return CryptographicOperations.FixedTimeEquals(hash, device?.PasswordHash ?? NoHash) ? device : null;
    }

    /// <summary>
    /// Lets a device in. One that was in before, by its hardware id, stays who it is and gets the new password.
    /// <see langword="null"/> where its enrolment was used at another gateway.
    /// </summary>
    /// <param name="enrolment">What it uses up; <see langword="null"/> where it needs none.</param>
    /// <exception cref="StoreUnavailableException">It could not be kept; the enrolment is still open.</exception>
    public Device? Admit(DeviceDescription description, string password, string? enrolment)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        lock (_gate)
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                var device = Admitted(description, hash);
                var admission = _store.Admit(device, enrolment);
                if (admission == Admission.EnrolmentUsed) return null;
                if (admission == Admission.Done)
                {
                    Remember(device);
                    return device;
                }

                // Another gateway was faster: with what it has let in, this one finds another number.
                foreach (var other in _store.Load()) Remember(other);
            }
        }

        throw TooBusy();
    }

    /// <summary>
    /// Keeps a place for a device of another gateway, so that its readings can be kept. It has no password and cannot
    /// connect; a device that registers with this hardware id takes the place.
    /// </summary>
    /// <exception cref="Telemetry.StoreUnavailableException">It could not be kept.</exception>
    public Device Keep(string id, string? name, string? hardwareId)
    {
        lock (_gate)
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (Find(id) is { } known) return known;
                var device = NewDevice(new DeviceDescription(name ?? id, hardwareId ?? KeptPrefix + id, null, null, [])) with { Id = id };
                if (_store.Admit(device, usedEnrolment: null) == Admission.Done)
                {
                    Remember(device);
                    return device;
                }

                foreach (var other in _store.Load()) Remember(other);
            }
        }

        throw TooBusy();
    }

    /// <summary>The device measures at another interval now.</summary>
    public void SetInterval(int number, int seconds)
    {
        lock (_gate)
        {
            if (Find(number) is { } known) Remember(known with { IntervalSeconds = seconds });
        }
    }

    private static StoreUnavailableException TooBusy() =>
        new("Other gateways let devices in at the same time, again and again. Try it again.");

    private Device Admitted(DeviceDescription description, byte[] hash) =>
        (_byHardware.GetValueOrDefault(description.HardwareId) ?? NewDevice(description)) with
        {
            Name = description.Name,
            PasswordHash = hash,
            Model = description.Model,
            FirmwareVersion = description.FirmwareVersion,
            Sensors = description.Sensors,
        };

    private Device NewDevice(DeviceDescription description) => new(
        _lastNumber + 1,
        NewId(),
        description.Name,
        description.HardwareId,
        NoHash,
        Limits.DefaultInterval,
        _time.GetUtcNow().ToUnixTimeMilliseconds());

    private string NewId()
    {
        string id;
        do id = IdPrefix + RandomNumberGenerator.GetString(IdAlphabet, IdLength);
        while (_byId.ContainsKey(id));
        return id;
    }

    private void Remember(Device device)
    {
        _byHardware[device.HardwareId] = device;
        _byId[device.Id] = device;
        _byNumber[device.Number] = device;
        _lastNumber = Math.Max(_lastNumber, device.Number);
    }
}
