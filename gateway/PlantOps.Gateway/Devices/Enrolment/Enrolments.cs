using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Gives codes out, whoever asks for them: the API, the command line or a page.</summary>
internal sealed class Enrolments(EnrolmentCodes codes, EnrolmentProgress progress, DeviceLife life, AuditLog audit)
{
    /// <summary>A code for a new device.</summary>
    /// <param name="name">What to call it, checked.</param>
    /// <param name="who">Who asks.</param>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public NewCode Create(string name, Principal who)
    {
        var (code, enrolment) = codes.Create(name.Trim());
        var id = progress.Begin(enrolment);
        audit.Note(who, "enrolment.create", details: enrolment.Name);
        return new NewCode { Id = id, Code = code.ToString(), Name = enrolment.Name, ExpiresAt = enrolment.ExpiresAt };
    }

    /// <summary>A code with which hardware becomes a device; <see langword="null"/> where it is retired.</summary>
    /// <param name="device">Which.</param>
    /// <param name="who">Who asks.</param>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public NewCode? Claim(Device device, Principal who)
    {
        if (life.Claim(device) is not ({ } code, { } enrolment)) return null;
        var id = progress.Begin(enrolment);
        audit.Note(who, "device.claim", device.Id);
        return new NewCode
        {
            Id = id, Code = code.ToString(), Name = enrolment.Name, ExpiresAt = enrolment.ExpiresAt, DeviceId = device.Id,
        };
    }
}
