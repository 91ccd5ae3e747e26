using System.Text;
using PlantOps.Contracts.Enrolment;
using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Core.Portal;

/// <summary>What the owner typed.</summary>
internal sealed class SetupForm
{
    private const int MaxSsidBytes = 32;
    private const int MinPasswordLength = 8;
    private const int MaxPasswordLength = 63;

    public string Ssid { get; set; } = string.Empty;

    public string Password { get; set; } = string.Empty;

    public string Gateway { get; set; } = string.Empty;

    public string Code { get; set; } = string.Empty;

    /// <summary>Reads it; <see langword="null"/> where it cannot be decoded. An unknown field is ignored.</summary>
    public static SetupForm? Read(FormReader fields)
    {
        SetupForm form = new SetupForm();
        string other = string.Empty;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "ssid": form.Ssid = fields.Value; break;
                case "other": other = fields.Value; break;
                case "password": form.Password = fields.Value; break;
                case "gateway": form.Gateway = fields.Value.Trim(); break;
                case "code": form.Code = fields.Value.Trim(); break;
                default: break;
            }
        }

        // A network that is in the list has no need to be typed: one that was typed is meant where none is chosen.
        form.Ssid = form.Ssid.Length > 0 ? form.Ssid : other;
        return fields.IsMalformed ? null : form;
    }

    /// <summary>What can be said to be wrong without asking anybody.</summary>
    public SetupOutcome Check()
    {
        if (Ssid.Length == 0 || Encoding.UTF8.GetBytes(Ssid).Length > MaxSsidBytes)
        {
            return SetupOutcome.NoNetworkChosen;
        }

        bool hasPasswordLength = Password.Length >= MinPasswordLength && Password.Length <= MaxPasswordLength;
        if (Password.Length > 0 && !hasPasswordLength)
        {
            return SetupOutcome.InvalidPassword;
        }

        if (Code.Length == 0 || EnrolmentCode.Parse(Code) != null)
        {
            return SetupOutcome.None;
        }

        return EnrolmentCode.IsMistyped(Code) ? SetupOutcome.MistypedCode : SetupOutcome.InvalidCode;
    }
}
