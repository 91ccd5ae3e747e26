using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Tells the owner of a device that a code was shown for its hardware, or for another one in its place.</summary>
internal sealed partial class HardwareNotices(AuditLog audit, TimeProvider time, ILogger<HardwareNotices> logger)
{
    /// <summary>A code can be shown again and again where it is refused: so often is it said, for each device.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _refusedAt = [];

    /// <summary>Something happened to the hardware of a device; the one who hears of it must not wait.</summary>
    public event Action<HardwareNotice>? Raised;

    /// <summary>A device was let in: a new one, one that was known, or other hardware for one.</summary>
    public void Admitted(AdmittedDevice admitted)
    {
        var (device, former) = (admitted.Device, admitted.FormerHardwareId);
        var isReplaced = former is not null && HardwareIds.KeyOf(former) != HardwareIds.KeyOf(device.HardwareId);
        var details = $"hardware {device.HardwareId}";
        if (isReplaced) details += $", in place of {former}";
        else if (admitted.WasKnown) details += ", known before: its earlier password is void";
        audit.Note(Principal.NewDevice, "device.register", device.Id, details);
        if (admitted.WasKnown)
            Raised?.Invoke(new HardwareNotice(device, isReplaced ? HardwareChange.Replaced : HardwareChange.RegisteredAgain));
    }

    /// <summary>A code for another device was shown for the hardware of one that is in use, and refused.</summary>
    public void Refused(Device device, string caller)
    {
        lock (_gate)
        {
            if (_refusedAt.TryGetValue(device.Number, out var before) && time.GetElapsedTime(before) < Pause) return;
            _refusedAt[device.Number] = time.GetTimestamp();
        }

        Log.Refused(logger, caller, device.Id);
        audit.Note(
            Principal.NewDevice, "device.register_refused", device.Id, $"hardware {device.HardwareId} is in use; from {caller}");
        Raised?.Invoke(new HardwareNotice(device, HardwareChange.Refused));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1103, Level = LogLevel.Warning,
            Message = "A registration from {Address} was refused: its hardware is {Device}, which is in use")]
        public static partial void Refused(ILogger logger, string address, string device);
    }
}

/// <summary>What happened to the hardware of a device.</summary>
internal readonly record struct HardwareNotice(Device Device, HardwareChange Change);

internal enum HardwareChange
{
    /// <summary>Somebody registered it with a code for another device, and was refused.</summary>
    Refused,

    /// <summary>It registered again and has a new password.</summary>
    RegisteredAgain,

    /// <summary>Other hardware is the device now.</summary>
    Replaced,
}
