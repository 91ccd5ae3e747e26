using PlantOps.Contracts.Enrolment;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Portal.Http;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Tests.Portal;

/// <summary>A portal whose phones, radio, gateway, clock and flash are the test's. No thread: each turn is asked for.</summary>
internal sealed class PortalUnderTest : IAccessPoint, IStation, IListener, IDisposable
{
    public const string Gateway = "https://gateway:8443";
    public const string Home = "http://192.168.4.1/";

    private readonly TestCa _ca = new();
    private readonly Queue<FakeConnection> _phones = new();

    public PortalUnderTest(DeviceConfiguration? stored = null, MemoryFlash? flash = null)
    {
        Flash = flash ?? new MemoryFlash();
        Store = new ConfigurationStore(Flash);
        if (stored != null)
        {
            stored.CaPem = _ca.Pem;
            Assert.True(Store.Save(stored));
        }

        Code = EnrolmentCode.Create([1, 2, 3, 4, 5, 6, 7], _ca.Der).ToString();
        Http.Answer(Gateway + "/ca.crt", 200, _ca.Pem);
        Http.Answer(Gateway + "/api/time", 200, """{"time":1760000000000}""");
        Http.Answer(Gateway + "/api/devices/register", 201,
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wire", "registration-response.json")));
        var time = new TimeSource(Http, Clock);
        var enroller = new Enroller(
            Http, time, Clock, Store, new DeviceProfile("24:6F:28:0A:4F:2a", "esp32", "0.1.0", ["dht22"]));
        Flow = new SetupFlow(this, Board, new SetupChecks(enroller, Store, Http, time), Clock.NewSignal(), stored);
        Portal = new SetupPortal(new PortalEdges(this, this, this), Clock, Flow, "PlantOps-Setup-4F2A", stored != null);
        Board.IsUp = false;
        Assert.Equal(AccessPointState.Open, Portal.Open());
    }

    public FakeClock Clock { get; } = new();

    public FakeHttp Http { get; } = new();

    public MemoryFlash Flash { get; }

    public ConfigurationStore Store { get; }

    public TestBoard Board { get; } = new();

    public SetupFlow Flow { get; }

    public SetupPortal Portal { get; }

    public string Code { get; }

    public WifiNetwork[] Air { get; set; } = [new("Garden", -50), new("Guest", -75)];

    public JoinResult JoinAnswer { get; set; } = JoinResult.Joined;

    public List<string> Joins { get; } = [];

    public bool IsOpen { get; private set; }

    public string Authority => "192.168.4.1";

    public SetupView View
    {
        get
        {
            var view = new SetupView();
            Flow.Show(view);
            return view;
        }
    }

    public FakeConnection Get(string path, string host = "192.168.4.1", string more = "") =>
        Ask($"GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n");

    public FakeConnection Post(string form, string host = "192.168.4.1") => Ask(
        $"POST /setup HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");

    /// <summary>Types everything in and has it checked to the end.</summary>
    public SetupOutcome SetUp(
        string ssid = "Garden", string password = "basil-and-thyme", string? code = null, string gateway = "gateway")
    {
        Post($"ssid={Uri.EscapeDataString(ssid)}&password={Uri.EscapeDataString(password)}&gateway={gateway}&code={code ?? Code}");
        CheckAll();
        return View.Outcome;
    }

    public void CheckAll()
    {
        while (Portal.CheckOnce())
        {
        }
    }

    public FakeConnection Ask(params string[] pieces)
    {
        var phone = new FakeConnection(Clock, pieces);
        Arrive(phone);
        return phone;
    }

    public void Arrive(FakeConnection phone)
    {
        _phones.Enqueue(phone);
        Portal.ServeOnce(0);
    }

    AccessPointState IAccessPoint.Open(string ssid)
    {
        IsOpen = true;
        return AccessPointState.Open;
    }

    void IAccessPoint.Close() => IsOpen = false;

    WifiNetwork[] IStation.Scan(int timeoutMs) => Air;

    JoinResult IStation.Join(string ssid, string password, int timeoutMs)
    {
        Joins.Add($"{ssid}/{password}");
        Board.IsUp = JoinAnswer == JoinResult.Joined;
        return JoinAnswer;
    }

    void IStation.Keep(string ssid, string password)
    {
    }

    bool IListener.Open() => true;

    IConnection? IListener.Accept(int timeoutMs)
    {
        Clock.UptimeMs += timeoutMs;
        return _phones.TryDequeue(out var phone) ? phone : null;
    }

    void IListener.Close()
    {
    }

    public void Dispose() => _ca.Dispose();
}
