using System.Buffers.Text;
using System.Security.Cryptography;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>
/// Lets a device in that shows a good code, whatever others guess from the same address; a wrong one costs its caller
/// time. A code for a new device does not take over one that is in use.
/// </summary>
internal sealed partial class DeviceEnrolment(
    EnrolmentCodes codes, EnrolmentFailures failures, DeviceRegistry registry, HardwareInUse hardware, EnrolmentProgress progress,
    AccessMetrics metrics, TimeProvider time, ILogger<DeviceEnrolment> logger)
{
    /// <summary>Callers that wait for the answer to a wrong code, at most; any further one is turned away at once.</summary>
    public const int MaxWaiting = 32;

    private const int PasswordBytes = 32;

    private int _waiting;

    /// <exception cref="StoreUnavailableException">
    /// The device could not be stored, and the code is still good; or a wrong one could not be counted.
    /// </exception>
    public async Task<EnrolmentResult> Register(RegistrationRequest request, string caller, CancellationToken cancellationToken)
    {
        var refused = EnrolmentResult.NotAccepted;
        var key = string.Empty;
        var admitted = codes.Redeem(request.Code!, enrolment =>
        {
            key = enrolment.Key;
            return Admit(request, enrolment, result => refused = result);
        });
        if (admitted is not null)
        {
            progress.Admitted(key, admitted.Device);

            // What failed before from this address is not forgiven: it may have been somebody else.
            Log.Registered(logger, admitted.Device.Id, caller);
            return new EnrolmentResult { Admitted = admitted };
        }

        if (refused.InUse is { } known)
        {
            progress.Refused(key, known);
            return refused;
        }

        progress.WrongCode();
        return await Refuse(caller, cancellationToken);
    }

    private AdmittedDevice? Admit(RegistrationRequest request, OpenEnrolment enrolment, Action<EnrolmentResult> refuse)
    {
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        var description = RegistrationRules.Describe(request, enrolment);
        var formerHardware = enrolment.Device is { } number ? registry.Find(number)?.HardwareId : null;
        var device = registry.Admit(description, password, enrolment.Key, enrolment.Device, IsInUse);
        return device is null ? null : new AdmittedDevice(device, password) { FormerHardwareId = formerHardware };

        bool IsInUse(Device owner)
        {
            if (!hardware.IsInUse(owner)) return false;
            refuse(new EnrolmentResult { InUse = owner, IsClaim = enrolment.Device is not null });
            return true;
        }
    }

    private async Task<EnrolmentResult> Refuse(string caller, CancellationToken cancellationToken)
    {
        metrics.Failed("enrolment");
        var counted = failures.Count(caller);
        if (counted.Wait > TimeSpan.Zero) return EnrolmentResult.Later(counted.Wait);

        Log.Refused(logger, caller);
        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting) return EnrolmentResult.Later(counted.Delay);
            await Task.Delay(counted.Delay, time, cancellationToken);
            return EnrolmentResult.NotAccepted;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Device {Device} registered from {Address}")]
        public static partial void Registered(ILogger logger, string device, string address);

        [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "An enrolment code from {Address} was not accepted")]
        public static partial void Refused(ILogger logger, string address);
    }
}

/// <summary>What became of a registration; where nothing else is set the code was not accepted.</summary>
internal sealed record EnrolmentResult
{
    public static readonly EnrolmentResult NotAccepted = new();

    public AdmittedDevice? Admitted { get; init; }

    /// <summary>The device that has this hardware and is in use; the code is still good.</summary>
    public Device? InUse { get; init; }

    /// <summary>Whether the code is for one device, which is another one.</summary>
    public bool IsClaim { get; init; }

    /// <summary>How long the caller must wait before a wrong code of his is looked at again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static EnrolmentResult Later(TimeSpan wait) => new() { RetryAfter = wait };
}

/// <summary>A device and its password, which is told this once.</summary>
internal sealed record AdmittedDevice(Device Device, string Password)
{
    /// <summary>The hardware that a claimed device had before.</summary>
    public string? FormerHardwareId { get; init; }

    /// <summary>Whether it was a device before, whose password is void now: only a new one has its first version.</summary>
    public bool WasKnown => Device.Version > 1;
}
