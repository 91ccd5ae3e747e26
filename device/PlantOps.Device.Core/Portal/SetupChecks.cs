using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Portal;

/// <summary>
/// Checks at the gateway what was typed, in the network that was typed, and stores all of it at once or nothing.
/// </summary>
internal sealed class SetupChecks
{
    private readonly Enroller _enroller;
    private readonly ConfigurationStore _store;
    private readonly IHttp _http;
    private readonly TimeSource _time;

    public SetupChecks(Enroller enroller, ConfigurationStore store, IHttp http, TimeSource time)
    {
        _enroller = enroller;
        _store = store;
        _http = http;
        _time = time;
    }

    /// <summary>Takes at most four requests, 40 s.</summary>
    public SetupOutcome Run(SetupForm form)
    {
        DeviceConfiguration? stored = _store.Load();
        return form.Code.Length == 0 && stored != null ? ChangeWifi(form, stored) : Enrol(form);
    }

    private SetupOutcome Enrol(SetupForm form)
    {
        EnrolmentResult result = _enroller.Register(form.Gateway, form.Code, null);
        if (result.Configuration == null)
        {
            return OutcomeOf(result.Outcome);
        }

        return Keep(result.Configuration, form) ? SetupOutcome.Done : SetupOutcome.NotKept;
    }

    // Only the Wi-Fi is new: the gateway must answer in it, over the connection that its stored CA vouches for.
    private SetupOutcome ChangeWifi(SetupForm form, DeviceConfiguration stored)
    {
        if (form.Gateway.Length > 0 && GatewayAddress.Normalise(form.Gateway) != stored.Gateway)
        {
            return SetupOutcome.CodeNeeded;
        }

        if (!_time.TrySet(stored.Gateway))
        {
            return SetupOutcome.GatewayNotFound;
        }

        HttpReply reply = _http.Send(string.Concat(stored.Gateway, "/api/time"), null, stored.CaPem);
        if (reply.Status != 200)
        {
            return SetupOutcome.NotTrusted;
        }

        return Keep(stored, form) ? SetupOutcome.Done : SetupOutcome.NotStored;
    }

    private bool Keep(DeviceConfiguration configuration, SetupForm form)
    {
        configuration.WifiSsid = form.Ssid;
        configuration.WifiPassword = form.Password;
        return _store.Save(configuration);
    }

    private static SetupOutcome OutcomeOf(EnrolmentOutcome outcome)
    {
        switch (outcome)
        {
            case EnrolmentOutcome.InvalidAddress: return SetupOutcome.InvalidAddress;
            case EnrolmentOutcome.InvalidCode: return SetupOutcome.InvalidCode;
            case EnrolmentOutcome.MistypedCode: return SetupOutcome.MistypedCode;
            case EnrolmentOutcome.DeviceKnown: return SetupOutcome.DeviceKnown;
            case EnrolmentOutcome.GatewayNotFound: return SetupOutcome.GatewayNotFound;
            case EnrolmentOutcome.NotThisGateway: return SetupOutcome.NotThisGateway;
            case EnrolmentOutcome.NotTrusted: return SetupOutcome.NotTrusted;
            case EnrolmentOutcome.CodeNotAccepted: return SetupOutcome.CodeNotAccepted;
            case EnrolmentOutcome.TooManyAttempts: return SetupOutcome.TooManyAttempts;
            case EnrolmentOutcome.NotStored: return SetupOutcome.NotStored;
            default: return SetupOutcome.Refused;
        }
    }
}
