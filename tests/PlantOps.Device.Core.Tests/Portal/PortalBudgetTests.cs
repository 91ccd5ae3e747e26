using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Portal.Pages;

namespace PlantOps.Device.Core.Tests.Portal;

/// <summary>The bounds that docs/portal.md states.</summary>
public sealed class PortalBudgetTests
{
    private const string Get =
        "GET / HTTP/1.1\r\nHost: 192.168.4.1\r\nUser-Agent: Mozilla/5.0 (Linux; Android 15)\r\nAccept: text/html\r\n\r\n";

    /// <summary>More networks than are offered, whose names are as long as names get and need the longest escapes.</summary>
    private static readonly WifiNetwork[] WorstAir =
        [.. Enumerable.Range(0, 30).Select(i => new WifiNetwork(new string('"', 31) + (char)('A' + i), -50))];

    [Theory]
    [InlineData(false, 5300)]
    [InlineData(true, PortalPages.MaxPageBytes)]
    public void FormPage_Size_IsWithinItsBudget(bool worst, int budget)
    {
        using var portal = new PortalUnderTest();
        if (worst) portal.Air = WorstAir;
        portal.SetUp(ssid: worst ? "unlisted" + new string('\'', 24) : "Garden", gateway: new string('g', worst ? 100 : 10),
            code: new string('x', worst ? 40 : 23));
        var page = portal.Get("/").Body;
        Assert.EndsWith("</html>", page, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage($"form {(worst ? "at worst" : "as usual")}: {page.Length} bytes");
        Assert.InRange(page.Length, 1, budget);
    }

    [Fact]
    public void FormPage_AtItsWorstInEveryOutcome_Fits()
    {
        var view = new SetupView
        {
            Name = "PlantOps-Setup-4F2A",
            Networks = NetworkList.Of(WorstAir),
            Form = new SetupForm
            {
                Ssid = new string('\'', 32),
                Gateway = new string('"', 100),
                Code = new string('"', 40),
                Password = "known-before",
            },
        };
        var html = new HtmlWriter(PortalPages.MaxPageBytes);
        var longest = 0;
        foreach (var outcome in Enum.GetValues<SetupOutcome>())
        {
            html.Reset();
            view.Outcome = outcome;
            FormPage.Write(html, view);
            Assert.False(html.Overflowed);
            longest = Math.Max(longest, html.Length);
        }

        TestContext.Current.SendDiagnosticMessage($"form at its very worst: {longest} bytes");
    }

    [Fact]
    public void Form_Posted_AllocatesLittle()
    {
        using var portal = new PortalUnderTest();
        portal.CheckAll();
        var form = $"ssid=Garden&other=&password=basil-and-thyme&gateway=192.168.1.20&code={portal.Code}";
        var request =
            $"POST /setup HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}";
        var phones = Enumerable.Range(0, 101).Select(_ => new SilentPhone(request)).ToList();
        var pages = new Served(portal, phones);
        pages.Next();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) pages.Next();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        TestContext.Current.SendDiagnosticMessage($"taking the form allocates {each} bytes");
        Assert.InRange(each, 1, 2048);
    }

    [Fact]
    public void OtherPages_Size_IsWithinTheirBudget()
    {
        using var portal = new PortalUnderTest();
        portal.CheckAll();
        portal.Post($"ssid=Garden&password=basil-and-thyme&gateway=gateway&code={portal.Code}");
        AssertSize(portal, "Checking", 3000);
        portal.CheckAll();
        AssertSize(portal, "Your plant sensor is set up", 2500);
    }

    [Fact]
    public void FormPage_ServedAgain_AllocatesLittle()
    {
        using var portal = new PortalUnderTest();
        portal.CheckAll();
        var phones = Enumerable.Range(0, 101).Select(_ => new SilentPhone(Get)).ToList();
        var pages = new Served(portal, phones);
        pages.Next();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) pages.Next();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        TestContext.Current.SendDiagnosticMessage($"serving the form allocates {each} bytes");
        Assert.InRange(each, 1, 1024);
    }

    [Fact]
    public void Opening_Buffers_StayWithinTheirBudget()
    {
        using var warm = new PortalUnderTest();
        warm.SetUp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var server = new PortalServer(
            new Queued([]), warm.Clock, new PortalPages(warm.Flow, "PlantOps-Setup-4F2A", "192.168.4.1"));
        var opening = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(server);
        TestContext.Current.SendDiagnosticMessage($"opening allocates {opening} bytes, which stay until it closes");
        Assert.InRange(opening, PortalPages.MaxPageBytes, 13 * 1024);
    }

    private static void AssertSize(PortalUnderTest portal, string title, int budget)
    {
        var page = portal.Get("/").Body;
        Assert.Contains(title, page, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage($"{title}: {page.Length} bytes");
        Assert.InRange(page.Length, 1, budget);
    }

    private sealed class Served(PortalUnderTest portal, List<SilentPhone> phones)
    {
        private readonly PortalServer _server = new(
            new Queued(phones), portal.Clock, new PortalPages(portal.Flow, "PlantOps-Setup-4F2A", "192.168.4.1"));

        public void Next() => _server.Step(0);
    }

    private sealed class Queued(List<SilentPhone> phones) : Core.Portal.Http.IListener
    {
        private int _next;

        public bool Open() => true;

        public Core.Portal.Http.IConnection? Accept(int timeoutMs) => phones[_next++];

        public void Close()
        {
        }
    }

    /// <summary>Asks for the page and forgets the answer, so that only the portal allocates.</summary>
    private sealed class SilentPhone(string request) : Core.Portal.Http.IConnection
    {
        private readonly byte[] _request = System.Text.Encoding.UTF8.GetBytes(request);

        public bool HasInput => true;

        public int Read(byte[] into, int offset, int count, int timeoutMs)
        {
            _request.CopyTo(into, offset);
            return _request.Length;
        }

        public bool Write(byte[] data, int count) => true;

        public void Close()
        {
        }
    }
}
