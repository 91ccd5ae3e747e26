using PlantOps.Device.Core.Portal;

namespace PlantOps.Device.Core.Tests.Portal;

/// <summary>The bounds that docs/portal.md states.</summary>
public sealed class PortalBudgetTests
{
    /// <summary>Ten networks whose names are as long as names get and need the longest escapes.</summary>
    private static readonly WifiNetwork[] WorstAir = [.. Enumerable.Range(0, 30).Select(i => new WifiNetwork(new string('"', 31) + (char)('A' + i), -50))];

    [Theory]
    [InlineData(false, 5300)]
    [InlineData(true, PortalPages.MaxPageBytes)]
    public void FormPage_Size_IsWithinItsBudget(bool worst, int budget)
    {
        using var portal = new PortalUnderTest();
        if (worst) portal.Air = WorstAir;
        portal.SetUp(ssid: worst ? "unlisted" + new string('\'', 24) : "Garden", gateway: new string('g', worst ? 100 : 10), code: new string('x', worst ? 40 : 23));
        var page = portal.Get("/").Body;
        Assert.EndsWith("</html>", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 1, budget);
    }

    [Fact]
    public void OtherPages_Size_IsWithinTheirBudget()
    {
        using var portal = new PortalUnderTest();
        portal.CheckAll();
        portal.Post($"ssid=Garden&password=basil-and-thyme&gateway=gateway&code={portal.Code}");
        Assert.InRange(portal.Get("/").Body.Length, 1, 3000);
        portal.CheckAll();
        Assert.InRange(portal.Get("/").Body.Length, 1, 2500);
    }

    [Fact]
    public void FormPage_ServedAgain_AllocatesLittle()
    {
        using var portal = new PortalUnderTest();
        portal.CheckAll();
        var phones = Enumerable.Range(0, 101).Select(_ => new SilentPhone()).ToList();
        var pages = new Served(portal, phones);
        pages.Next();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) pages.Next();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        Assert.InRange(each, 1, 1024);
    }

    private sealed class Served(PortalUnderTest portal, List<SilentPhone> phones)
    {
        private readonly PortalServer _server = new(new Queued(phones), portal.Clock, new PortalPages(portal.Flow, "PlantOps-Setup-4F2A", "192.168.4.1"));

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
    private sealed class SilentPhone : Core.Portal.Http.IConnection
    {
        private static readonly byte[] Request = [.. "GET / HTTP/1.1\r\nHost: 192.168.4.1\r\nUser-Agent: Mozilla/5.0 (Linux; Android 15)\r\nAccept: text/html\r\n\r\n"u8];

        public bool HasInput => true;

        public int Read(byte[] into, int offset, int count, int timeoutMs)
        {
            Request.CopyTo(into, offset);
            return Request.Length;
        }

        public bool Write(byte[] data, int count) => true;

        public void Close()
        {
        }
    }
}
