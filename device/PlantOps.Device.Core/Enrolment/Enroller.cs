using PlantOps.Contracts;
using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Json;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Enrolment;

/// <summary>
/// Lets the device in: fetches the gateway's CA from an answer that is not trusted, checks it against the pin in the
/// code, and only then sends the code, over TLS that this CA vouches for.
/// </summary>
internal sealed class Enroller
{
    private readonly IHttp _http;
    private readonly TimeSource _time;
    private readonly IClock _clock;
    private readonly ConfigurationStore _store;
    private readonly DeviceProfile _profile;

    public Enroller(IHttp http, TimeSource time, IClock clock, ConfigurationStore store, DeviceProfile profile)
    {
        _http = http;
        _time = time;
        _clock = clock;
        _store = store;
        _profile = profile;
    }

    /// <summary>Enrols at a gateway and stores what it gives.</summary>
    /// <param name="address">Its address, as typed.</param>
    /// <param name="typedCode">The enrolment code, as typed.</param>
    /// <param name="name">What the owner calls the device; <see langword="null"/> for the name the code was made with.</param>
    public EnrolmentResult Enrol(string address, string typedCode, string? name)
    {
        EnrolmentResult result = Register(address, typedCode, name);
        return result.Configuration == null || _store.Save(result.Configuration)
            ? result
            : new EnrolmentResult(EnrolmentOutcome.NotStored, "enrolled, but the flash could not store it");
    }

    /// <summary>
    /// As <see cref="Enrol"/>, but nothing is stored: the result carries what is to be. What a device keeps for itself,
    /// like its calibration, is in it already.
    /// </summary>
    public EnrolmentResult Register(string address, string typedCode, string? name)
    {
        string? gateway = GatewayAddress.Normalise(address);
        if (gateway == null)
        {
            return new EnrolmentResult(
                EnrolmentOutcome.InvalidAddress, "this is not the address of a gateway, like https://plantops.local:8443");
        }

        EnrolmentCode? code = EnrolmentCode.Parse(typedCode);
        if (code == null)
        {
            return EnrolmentCode.IsMistyped(typedCode)
                ? new EnrolmentResult(
                    EnrolmentOutcome.MistypedCode, "the code is mistyped: compare it with the one that the gateway showed")
                : new EnrolmentResult(
                    EnrolmentOutcome.InvalidCode, "this is not an enrolment code; it has 20 letters and digits");
        }

        // Asked first: a code that the gateway has taken is used up, whether or not its answer can be kept.
        if (!_store.HasRoom())
        {
            return new EnrolmentResult(
                EnrolmentOutcome.NotStored, "the flash has no room for a configuration; the code was not used");
        }

        HttpReply ca = _http.Send(string.Concat(gateway, "/ca.crt"), null, null);
        if (ca.Status != 200)
        {
            string why = ca.Status == 0 ? ca.Error : string.Concat("it answered ", ca.Status.ToString());
            return new EnrolmentResult(EnrolmentOutcome.GatewayNotFound, string.Concat("no gateway at ", gateway, ": ", why));
        }

        string? caPem = CertificateText.First(ca.Body);
        byte[]? caDer = caPem == null ? null : CertificateText.ToDer(caPem);
        if (caPem == null || caDer == null || !code.Matches(caDer))
        {
            return new EnrolmentResult(EnrolmentOutcome.NotThisGateway,
                "the certificate does not match the code: this is another gateway, or someone in between. Nothing was sent to it");
        }

        return Send(gateway, caPem, RequestFor(code, name));
    }

    private EnrolmentResult Send(string gateway, string caPem, RegistrationRequest request)
    {
        // Without a time no certificate is valid. It is checked with the answer, which cannot come from anyone else.
        _time.TrySet(gateway);
        JsonWriter json = new JsonWriter(new byte[2048]);
        request.Write(json);
        HttpReply reply = _http.Send(string.Concat(gateway, "/api/devices/register"), json.ToArray(), caPem);
        if (reply.Status != 201)
        {
            return Refusal(reply);
        }

        RegistrationResponse? response = RegistrationResponse.Parse(reply.Body);
        if (response == null)
        {
            return new EnrolmentResult(EnrolmentOutcome.Refused, "the gateway's answer could not be read");
        }

        if (ServerTime.IsPlausible(response.ServerTime))
        {
            _clock.SetUnixMs(response.ServerTime);
        }

        string message = string.Concat("enrolled as ", response.DeviceId);
        return new EnrolmentResult(EnrolmentOutcome.Enrolled, message) { Configuration = ConfigurationOf(gateway, response) };
    }

    private RegistrationRequest RequestFor(EnrolmentCode code, string? name) => new RegistrationRequest
    {
        Code = code.ToString(),
        HardwareId = _profile.HardwareId,
        Name = name,
        Model = _profile.Model,
        FirmwareVersion = _profile.FirmwareVersion,
        Sensors = _profile.Sensors,
        Capabilities = _profile.Capabilities,
    };

    private DeviceConfiguration ConfigurationOf(string gateway, RegistrationResponse response)
    {
        DeviceConfiguration configuration = _store.Load() ?? new DeviceConfiguration();
        configuration.Gateway = gateway;
        configuration.DeviceId = response.DeviceId;
        configuration.MqttHost = response.MqttHost;
        configuration.MqttPort = response.MqttPort;
        configuration.MqttUsername = response.MqttUsername;
        configuration.MqttPassword = response.MqttPassword;
        configuration.CaPem = response.CaPem;
        configuration.IntervalS = response.IntervalS;
        configuration.WaitsForStored = response.Acknowledge == Acknowledgements.Stored;
        configuration.Boot = BootNumber.First(response.MqttPassword);

        // Another gateway counts its versions anew; the same one repeats what it wants.
        configuration.DesiredVersion = 0;
        return configuration;
    }

    private static EnrolmentResult Refusal(HttpReply reply)
    {
        string code = Problem.CodeOf(reply.Body);
        if (reply.Status == 0)
        {
            return new EnrolmentResult(
                EnrolmentOutcome.NotTrusted, string.Concat("no trusted connection to the gateway: ", reply.Error));
        }

        if (code == ErrorCodes.CodeNotAccepted)
        {
            return new EnrolmentResult(
                EnrolmentOutcome.CodeNotAccepted, "the gateway does not accept the code: it is wrong, used or expired");
        }

        if (code == ErrorCodes.DeviceKnown)
        {
            string detail = Problem.DetailOf(reply.Body);
            return new EnrolmentResult(
                EnrolmentOutcome.DeviceKnown, detail.Length > 0 ? detail : "the gateway knows this device already");
        }

        if (code == ErrorCodes.TooManyAttempts || reply.Status == 429)
        {
            return new EnrolmentResult(EnrolmentOutcome.TooManyAttempts, "too many attempts; try again in a few minutes");
        }

        return new EnrolmentResult(
            EnrolmentOutcome.Refused, string.Concat("the gateway refused: ", reply.Status.ToString(), " ", code));
    }
}
