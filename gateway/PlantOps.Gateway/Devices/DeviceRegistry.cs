using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Devices;

/// <summary>The devices that were let in. In memory, loaded at start; reads take no lock.</summary>
internal sealed class DeviceRegistry
{
    private const string IdPrefix = "plant-";
    private const string IdAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 8;

    /// <summary>An attempt fails because another gateway's succeeded: as many as may let devices in at the same moment.</summary>
    private const int MaxAttempts = 100;

    private readonly Lock _gate = new();
    private readonly IDeviceStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Device> _byId = new();
    private readonly ConcurrentDictionary<int, Device> _byNumber = new();
    private readonly HardwareIndex _byHardware;
    private ReadMark? _mark;
    private volatile Ordered? _all;
    private long _changes;
    private int _lastNumber;

    public DeviceRegistry(IDeviceStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _byHardware = new HardwareIndex(_byId.Select(device => device.Value));
        Reload();
    }

    /// <summary>
    /// A device's earlier password is not good any more: whoever is connected with it has to go. Who hears of it must not wait.
    /// </summary>
    public event Action<Device>? LockedOut;

    /// <summary>A device is new or was changed; the one who hears of it must not wait.</summary>
    public event Action<Device>? Changed;

    /// <summary>All devices that ever were, in the order in which they were let in.</summary>
    public IReadOnlyList<Device> All
    {
        get
        {
            // Read before they are put in order: a change in between is another number.
            var (changes, known) = (Interlocked.Read(ref _changes), _all);
            if (known is not null && known.Changes == changes) return known.Devices;
            var ordered = new Ordered(changes, [.. _byId.Values.OrderBy(device => device.Number)]);
            _all = ordered;
            return ordered.Devices;
        }
    }

    /// <summary>Those that are not retired.</summary>
    public IReadOnlyList<Device> Active => [.. All.Where(device => device.RetiredAt is null)];

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public Device? Find(string id) => _byId.GetValueOrDefault(id);

    public Device? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>The device that registered with a hardware id, however it spelled it, or is kept for it.</summary>
    public Device? FindByHardware(string hardwareId)
    {
        lock (_gate) return _byHardware.Find(hardwareId);
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
        return CryptographicOperations.FixedTimeEquals(hash, device?.PasswordHash ?? Device.NoPassword) ? device : null;
    }

    /// <summary>
    /// Lets a device in. One that was in before, by its hardware id, stays who it is and gets the new password; so does
    /// one that is claimed, with this hardware from now on. <see langword="null"/> where its enrolment was used at another
    /// gateway, or the claimed device is retired.
    /// </summary>
    /// <param name="description">What it says of itself.</param>
    /// <param name="password">By which it is known from now on.</param>
    /// <param name="enrolment">What it uses up; <see langword="null"/> where it needs none.</param>
    /// <param name="claimed">The number of the device that it becomes; <see langword="null"/> where its hardware id says
    /// that.</param>
    /// <param name="isInUse">
    /// Whether the device that has this hardware now must not lose it. Then the answer is <see langword="null"/>, and
    /// nothing was changed.
    /// </param>
    /// <exception cref="StoreUnavailableException">It could not be kept; the enrolment is still open.</exception>
    public Device? Admit(
        DeviceDescription description, string password, string? enrolment, int? claimed = null,
        Func<Device, bool>? isInUse = null)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        lock (_gate)
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var owner = _byHardware.Find(description.HardwareId);
                var known = claimed is { } number ? Find(number) : owner;
                if (known?.RetiredAt is not null) return null;
                if (owner is not null && owner.Number != claimed && isInUse?.Invoke(owner) == true) return null;
                var change = known is not null ? AdmitAgain(known, description, hash, enrolment)
                    : claimed is null ? AdmitNew(description, hash, enrolment)
                    : DeviceChange.Not(Admission.Taken);
                if (change.Admission == Admission.EnrolmentUsed) return null;
                if (change.Admission == Admission.Done) return change.Devices[^1];

                // Another gateway was faster: with what it has let in, this one finds another number.
                Reload();
            }
        }

        throw TooBusy();
    }

    /// <summary>
    /// Keeps a place for a device of another gateway, so that its readings can be kept. It has no password and cannot
    /// connect; a device that registers with this hardware id takes the place.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public Device Keep(string id, string? name, string? hardwareId)
    {
        lock (_gate)
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                if (Find(id) is { } known) return known;
                var device = NewDevice(
                    new DeviceDescription(name ?? id, HardwareIds.Normalize(hardwareId ?? HardwareIds.OfImported(id)), null, null,
                        [])) with { Id = id };
                if (_store.Admit(device, usedEnrolment: null) == Admission.Done)
                {
                    Remember(device);
                    return device;
                }

                Reload();
            }
        }

        throw TooBusy();
    }

    /// <summary>
    /// Changes a device as it is in the store now; <see langword="null"/> where the rule returns that, and nothing was changed.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public Device? Change(Device device, Func<Device, Device?> rule)
    {
        lock (_gate)
            return Learn(_store.Change([device.Number], rule, usedEnrolment: null)).Devices is [var changed] ? changed : null;
    }

    /// <summary>The device measures at another interval now, and may be silent for longer than that.</summary>
    public void SetInterval(int number, int seconds, int silentSeconds = 0)
    {
        lock (_gate)
        {
            if (Find(number) is { } known) Remember(known with { IntervalSeconds = seconds, SilentSeconds = silentSeconds });
        }
    }

    /// <summary>Takes over what the store holds now: what other gateways have done.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public void Reload()
    {
        lock (_gate)
        {
            var changed = _store.Load(_mark);
            foreach (var device in changed.Items) Remember(WithKnownInterval(device));
            _mark = changed.Mark;

            // The number of a device that cannot be read is not given away again: its readings are stored under it.
            _lastNumber = Math.Max(_lastNumber, _store.HighestNumber());
        }
    }

    private static StoreUnavailableException TooBusy() =>
        new("Other gateways let devices in at the same time, again and again. Try it again.");

    private DeviceChange AdmitNew(DeviceDescription description, byte[] hash, string? enrolment)
    {
        var device = Registration.Apply(NewDevice(description), description, hash);
        var admission = _store.Admit(device, enrolment);
        return Learn(admission == Admission.Done ? new DeviceChange(admission, [device]) : DeviceChange.Not(admission));
    }

    private DeviceChange AdmitAgain(Device known, DeviceDescription description, byte[] hash, string? enrolment)
    {
        // Hardware that was another device becomes this one: first the other one gives it up.
        int[] numbers = _byHardware.Find(description.HardwareId) is { } other && other.Number != known.Number
            ? [other.Number, known.Number]
            : [known.Number];
        var isClaimed = !Registration.IsOf(known, description);
        return Learn(_store.Change(
            numbers,
            device => device.Number != known.Number ? Registration.GiveUp(device, description, Now)
                : isClaimed ? Registration.Claim(device, description, hash)
                : Registration.IsOf(device, description) ? Registration.Apply(device, description, hash)
                : null,
            enrolment));
    }

    private Device NewDevice(DeviceDescription description) => new(
        _lastNumber + 1, NewId(), description.Name, HardwareIds.Normalize(description.HardwareId), Device.NoPassword,
        Limits.DefaultInterval, Now);

    private string NewId()
    {
        string id;
        do id = IdPrefix + RandomNumberGenerator.GetString(IdAlphabet, IdLength);
        while (_byId.ContainsKey(id));
        return id;
    }

    private DeviceChange Learn(DeviceChange change)
    {
        if (change.Devices.Count == 0) return change;
        var devices = change.Devices.Select(WithKnownInterval).ToArray();
        foreach (var device in devices) Remember(device);
        return change with { Devices = devices };
    }

    // How often it measures is what it said last; the store knows how often it should when it was let in.
    private Device WithKnownInterval(Device device) => Find(device.Id) is { } known
        ? device with { IntervalSeconds = known.IntervalSeconds, SilentSeconds = known.SilentSeconds }
        : device;

    private void Remember(Device device)
    {
        var before = Find(device.Id);
        _byHardware.Put(before, device);
        _byId[device.Id] = device;
        _byNumber[device.Number] = device;
        Interlocked.Increment(ref _changes);
        _lastNumber = Math.Max(_lastNumber, device.Number);
        if (before is not null && !before.HasPasswordOf(device)) LockedOut?.Invoke(device);
        if (before?.Version != device.Version) Changed?.Invoke(device);
    }

    /// <param name="Changes">How many there were when they were put in order.</param>
    /// <param name="Devices">All, by number.</param>
    private sealed record Ordered(long Changes, IReadOnlyList<Device> Devices);
}
