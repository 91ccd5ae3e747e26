using System.Buffers.Text;
using System.Security.Cryptography;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Lets a device in that shows a good code; a wrong one costs its caller time.</summary>
internal sealed partial class DeviceEnrolment(
    EnrolmentCodes codes, DeviceRegistry registry, AccessMetrics metrics, TimeProvider time, ILogger<DeviceEnrolment> logger)
{
    private const int PasswordBytes = 32;

    private readonly LoginThrottle _throttle = new(time, ThrottleLimits.Default);

    /// <summary>How long the caller must wait before it may try; zero where it may try now.</summary>
    public TimeSpan Wait(string caller) => _throttle.Wait(caller);

    /// <summary><see langword="null"/>, after a while, where the code is not accepted.</summary>
    /// <exception cref="Telemetry.StoreUnavailableException">The device could not be kept; the code is still good.</exception>
    public async Task<AdmittedDevice?> Register(RegistrationRequest request, string caller, CancellationToken cancellationToken)
    {
        if (codes.Redeem(request.Code!, enrolment => Admit(request, enrolment)) is { } admitted)
        {
            _throttle.Succeeded(caller);
            Log.Registered(logger, admitted.Device.Id, caller);
            return admitted;
        }

        metrics.Failed("enrolment");
        Log.Refused(logger, caller);
        await Task.Delay(_throttle.Failed(caller), time, cancellationToken);
        return null;
    }

    private AdmittedDevice? Admit(RegistrationRequest request, OpenEnrolment enrolment)
    {
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        return registry.Admit(RegistrationRules.Describe(request, enrolment), password, enrolment.Key, enrolment.Device) is { } device
            ? new AdmittedDevice(device, password)
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Device {Device} registered from {Address}")]
        public static partial void Registered(ILogger logger, string device, string address);

        [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "An enrolment code from {Address} was not accepted")]
        public static partial void Refused(ILogger logger, string address);
    }
}

/// <summary>A device and its password, which is told this once.</summary>
internal sealed record AdmittedDevice(Device Device, string Password);
