using PlantOps.Contracts.Enrolment;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Tests.Enrolment;

public sealed class EnrollerTests : IDisposable
{
    private const string Gateway = "https://plantops.local:8443";

    private readonly TestCa _ca = new();
    private readonly FakeHttp _http = new();
    private readonly FakeClock _clock = new();
    private readonly MemoryFlash _flash = new();
    private readonly string _code;

    public EnrollerTests()
    {
        _code = EnrolmentCode.Create([1, 2, 3, 4, 5, 6, 7], _ca.Der).ToString();
        _http.Answer(Gateway + "/ca.crt", 200, _ca.Pem);
        _http.Answer(Gateway + "/api/time", 200, """{"time":1760000000000}""");
        _http.Answer(Gateway + "/api/devices/register", 201,
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wire", "registration-response.json")));
    }

    public void Dispose() => _ca.Dispose();

    [Fact]
    public void Enrol_RightCode_StoresIdentityAndTime()
    {
        var result = Enrol(_code);
        Assert.Equal(EnrolmentOutcome.Enrolled, result.Outcome);
        var stored = new ConfigurationStore(_flash).Load();
        Assert.NotNull(stored);
        Assert.Equal("fern-on-the-sill", stored.DeviceId);
        Assert.Equal(Gateway, stored.Gateway);
        Assert.Equal(BootNumber.First(stored.MqttPassword), stored.Boot);
        Assert.Equal(1760000000000, _clock.UnixMs);
    }

    [Fact]
    public void Enrol_RightCode_TellsWhatTheDeviceHas()
    {
        var has = new DeviceCapabilities { HeapBytes = 64100, Api = 1 };
        var profile = new DeviceProfile("AA", "esp32", "0.1.0", []) { Capabilities = has };
        var enroller = new Enroller(_http, new TimeSource(_http, _clock), _clock, new ConfigurationStore(_flash), profile);
        enroller.Enrol(Gateway, _code, null);
        var asked = Assert.Single(_http.Requests, request => request.Url.EndsWith("/register", StringComparison.Ordinal));
        Assert.EndsWith(",\"capabilities\":{\"heap_bytes\":64100,\"api\":1}}", asked.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registration-response", false)]
    [InlineData("registration-response-stored", true)]
    public void Enrol_RightCode_KeepsWhatCountsAsStored(string answer, bool waits)
    {
        _http.Answer(Gateway + "/api/devices/register", 201,
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wire", answer + ".json")));
        Enrol(_code);
        Assert.Equal(waits, new ConfigurationStore(_flash).Load()!.WaitsForStored);
    }

    [Fact]
    public void Register_RightCode_StoresNothing()
    {
        var result = NewEnroller().Register("plantops.local", _code, "Fern");
        Assert.Equal("fern-on-the-sill", result.Configuration!.DeviceId);
        Assert.Null(new ConfigurationStore(_flash).Load());
    }

    [Fact]
    public void Enrol_Again_KeepsWhatIsTheDevicesOwnAndTakesTheDesiredStateAnew()
    {
        new ConfigurationStore(_flash).Save(
            new DeviceConfiguration { DeviceId = "old", WifiSsid = "Garden", DesiredVersion = 9 });
        Assert.Equal(EnrolmentOutcome.Enrolled, Enrol(_code).Outcome);
        var stored = new ConfigurationStore(_flash).Load()!;
        Assert.Equal(("fern-on-the-sill", "Garden", 0), (stored.DeviceId, stored.WifiSsid, stored.DesiredVersion));
    }

    [Fact]
    public void Enrol_NoRoom_LeavesTheCodeUnused()
    {
        _flash.CapacityBytes = 1000;
        Assert.Equal(EnrolmentOutcome.NotStored, Enrol(_code).Outcome);
        Assert.Empty(_http.Requests);
    }

    [Fact]
    public void Enrol_RightCode_SendsItOnlyOverTheTrustedConnection()
    {
        Enrol(_code);
        var told = Assert.Single(_http.Requests, request => request.Body != null);
        Assert.Equal(_ca.Pem, told.CaPem);
        Assert.Equal(
            $$"""{"code":"{{_code}}","hardware_id":"24:6F","name":"Fern","model":"esp32","firmware_version":"0.1.0","sensors":["dht22"]}""", told.Body);
    }

    [Fact]
    public void Enrol_OtherCa_IsRefusedAndNothingIsSent()
    {
        using var other = new TestCa();
        _http.Answer(Gateway + "/ca.crt", 200, other.Pem);
        var result = Enrol(_code);
        Assert.Equal(EnrolmentOutcome.NotThisGateway, result.Outcome);
        Assert.Contains("does not match the code", result.Message, StringComparison.Ordinal);
        Assert.Equal(Gateway + "/ca.crt", Assert.Single(_http.Requests).Url);
        Assert.Null(new ConfigurationStore(_flash).Load());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\n%%%%\n-----END CERTIFICATE-----\n")]
    [InlineData("-----END CERTIFICATE----------BEGIN CERTIFICATE-----")]
    [InlineData("<html>")]
    public void Enrol_NoCertificate_IsNotThisGateway(string body)
    {
        _http.Answer(Gateway + "/ca.crt", 200, body);
        Assert.Equal(EnrolmentOutcome.NotThisGateway, Enrol(_code).Outcome);
    }

    [Fact]
    public void Enrol_NoGateway_SaysSo()
    {
        var result = new Enroller(new FakeHttp(), new TimeSource(_http, _clock), _clock, new ConfigurationStore(_flash),
            Profile).Enrol(Gateway, _code, null);
        Assert.Equal(EnrolmentOutcome.GatewayNotFound, result.Outcome);
        Assert.Contains("nobody is there", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, """{"code":"code_not_accepted"}""", EnrolmentOutcome.CodeNotAccepted)]
    [InlineData(429, """{"code":"too_many_attempts"}""", EnrolmentOutcome.TooManyAttempts)]
    [InlineData(400, """{"code":"invalid_request","errors":{"name":["too long"]}}""", EnrolmentOutcome.Refused)]
    [InlineData(201, "{}", EnrolmentOutcome.Refused)]
    [InlineData(500, "<html>", EnrolmentOutcome.Refused)]
    public void Enrol_GatewayRefuses_SaysWhy(int status, string body, int outcome)
    {
        _http.Answer(Gateway + "/api/devices/register", status, body);
        Assert.Equal((EnrolmentOutcome)outcome, Enrol(_code).Outcome);
        Assert.Null(new ConfigurationStore(_flash).Load());
    }

    [Fact]
    public void Enrol_HardwareThatTheGatewayKnows_SaysTheGatewaysReason()
    {
        const string Reason = "This hardware is plant-1a2b3c4d. `plantops device claim plant-1a2b3c4d` makes a code for it.";
        _http.Answer(Gateway + "/api/devices/register", 409, $$"""{"status":409,"detail":"{{Reason}}","code":"device_known"}""");
        var result = Enrol(_code);
        Assert.Equal((EnrolmentOutcome.DeviceKnown, Reason), (result.Outcome, result.Message));
        Assert.Null(new ConfigurationStore(_flash).Load());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(22)]
    public void Enrol_OneCharacterMistyped_SaysSoAndAsksNobody(int at)
    {
        var typed = _code.ToCharArray();
        typed[at] = typed[at] == 'Z' ? 'Y' : 'Z';
        var result = Enrol(new string(typed));
        Assert.Equal(EnrolmentOutcome.MistypedCode, result.Outcome);
        Assert.Contains("mistyped", result.Message, StringComparison.Ordinal);
        Assert.Empty(_http.Requests);
    }

    [Theory]
    [InlineData("not a code")]
    [InlineData("")]
    public void Enrol_NoCode_AsksNobody(string code)
    {
        Assert.Equal(EnrolmentOutcome.InvalidCode, Enrol(code).Outcome);
        Assert.Empty(_http.Requests);
    }

    [Theory]
    [InlineData("plantops.local", "https://plantops.local:8443")]
    [InlineData(" https://plantops.local/ ", "https://plantops.local:8443")]
    [InlineData("192.168.1.4:9443", "https://192.168.1.4:9443")]
    [InlineData("https://[fe80::1]", "https://[fe80::1]:8443")]
    [InlineData("http://plantops.local", null)]
    [InlineData("https://user@plantops.local", null)]
    [InlineData("", null)]
    public void Normalise_Address_IsHttpsOrNothing(string typed, string? address) =>
        Assert.Equal(address, GatewayAddress.Normalise(typed));

    private static DeviceProfile Profile => new("24:6F", "esp32", "0.1.0", ["dht22"]);

    private EnrolmentResult Enrol(string code) => NewEnroller().Enrol(Gateway, code, "Fern");

    private Enroller NewEnroller() => new(_http, new TimeSource(_http, _clock), _clock, new ConfigurationStore(_flash), Profile);
}
