using PlantOps.Device.Core.Portal;

namespace PlantOps.Device.Core.Tests.Portal;

public sealed class PortalPagesTests : IDisposable
{
    private const string Evil = "<b>\"Loud\" & 'bold'</b>";

    private readonly PortalUnderTest _portal = new();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData("/generate_204", "connectivitycheck.gstatic.com")]
    [InlineData("/gen_204", "www.google.com")]
    [InlineData("/hotspot-detect.html", "captive.apple.com")]
    [InlineData("/library/test/success.html", "www.apple.com")]
    [InlineData("/connecttest.txt", "www.msftconnecttest.com")]
    [InlineData("/ncsi.txt", "www.msftncsi.com")]
    [InlineData("/redirect", "www.msftconnecttest.com")]
    [InlineData("/canonical.html", "detectportal.firefox.com")]
    [InlineData("/success.txt", "detectportal.firefox.com")]
    [InlineData("/generate_204", "192.168.4.1")]
    [InlineData("/anything", "example.com")]
    [InlineData("/captive", "192.168.4.1")]
    public void Get_CaptiveProbe_IsSentToThePortal(string path, string host)
    {
        var phone = _portal.Get(path, host);
        Assert.Equal(302, phone.Status);
        Assert.Equal(PortalUnderTest.Home, phone.Header("Location"));
        Assert.True(phone.IsClosed);
    }

    [Fact]
    public void Get_CaptivePortalApi_NamesThePortal()
    {
        var phone = _portal.Get("/captive", more: "Accept: application/captive+json\r\n");
        Assert.Equal("application/captive+json", phone.Header("Content-Type"));
        Assert.Equal("""{"captive":true,"user-portal-url":"http://192.168.4.1/"}""", phone.Body);
    }

    [Fact]
    public void Post_MeantForAnotherHost_IsNotTaken()
    {
        Assert.Equal(302,
            _portal.Post($"ssid=Garden&password=basil-and-thyme&gateway=gateway&code={_portal.Code}", "evil.example").Status);
        Assert.Equal(SetupState.Asking, _portal.View.State);
    }

    [Fact]
    public void Post_Form_IsFollowedByAGet()
    {
        var phone = _portal.Post($"ssid=Garden&password=basil-and-thyme&gateway=g&code={_portal.Code}");
        Assert.Equal(303, phone.Status);
        Assert.Equal(PortalUnderTest.Home, phone.Header("Location"));
        Assert.Equal("joining", _portal.Get("/state").Body);
    }

    [Theory]
    [InlineData("GET /favicon.ico HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n", 404)]
    [InlineData(
        "POST /setup HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nssid=%%%", 400)]
    [InlineData("POST /other HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n", 404)]
    [InlineData("DELETE / HTTP/1.1\r\n\r\n", 405)]
    public void Ask_SomethingElse_IsRefusedInWords(string request, int status)
    {
        var phone = _portal.Ask(request);
        Assert.Equal(status, phone.Status);
        Assert.StartsWith(
            status.ToString(System.Globalization.CultureInfo.InvariantCulture), phone.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_Page_HasItsLengthAndNoBody()
    {
        _portal.CheckAll();
        var whole = _portal.Get("/");
        var head = _portal.Ask("HEAD / HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n");
        Assert.Equal(whole.Header("Content-Length"), head.Header("Content-Length"));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(whole.Body),
            int.Parse(whole.Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(head.Body);
    }

    [Fact]
    public void Page_NamesFromTheAirAndFromTheForm_StayText()
    {
        _portal.Air = [new(Evil, -40), new("\u0007\u001b", -50)];
        _portal.SetUp(ssid: Evil, gateway: Uri.EscapeDataString("\"><script>"), code: Uri.EscapeDataString("'><i>"));
        var page = _portal.Get("/").Body;
        Assert.DoesNotContain("<b>\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><script>",
            page.Replace("aria-describedby=hint><script>(", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&quot;Loud&quot; &amp; &#39;bold&#39;&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<span>??</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_AfterAFailure_HasWhatWasTypedButNotThePassword()
    {
        _portal.SetUp(gateway: "elsewhere");
        var page = _portal.Get("/").Body;
        Assert.Contains("Gateway not found.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Garden\" checked", page, StringComparison.Ordinal);
        Assert.Contains("value=\"elsewhere\"", page, StringComparison.Ordinal);
        Assert.Contains(_portal.Code, page, StringComparison.Ordinal);
        Assert.DoesNotContain("basil-and-thyme", page, StringComparison.Ordinal);
        Assert.Contains("Leave it empty if it is as before.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_EveryOutcome_HasWordsOfItsOwn()
    {
        var failures = Enum.GetValues<SetupOutcome>().Where(outcome => outcome > SetupOutcome.Done).ToList();
        Assert.Equal(failures.Count, failures.Select(SetupWords.Title).Distinct().Count());
        Assert.Equal(failures.Count, failures.Select(SetupWords.Advice).Distinct().Count());
        Assert.All(
            failures, outcome => Assert.True(System.Text.Ascii.IsValid(SetupWords.Title(outcome) + SetupWords.Advice(outcome))));
    }

    [Fact]
    public void Scan_Link_LooksAgain()
    {
        _portal.CheckAll();
        _portal.Air = [new("New", -40)];
        Assert.Equal(303, _portal.Get("/scan").Status);
        Assert.Contains("Looking for networks", _portal.Get("/").Body, StringComparison.Ordinal);
        _portal.CheckAll();
        Assert.Contains("New", _portal.Get("/").Body, StringComparison.Ordinal);
    }
}
