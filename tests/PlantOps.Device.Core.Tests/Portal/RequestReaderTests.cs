using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Core.Tests.Portal;

public sealed class RequestReaderTests
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
    [InlineData("GET /?q=1 HTTP/1.0\r\n\r\n", 200)]
    [InlineData("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Content-Length: 3\r\n\r\na=b", 200)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "content-length:0\r\n\r\n", 200)]
    [InlineData("PUT / HTTP/1.1\r\n\r\n", 405)]
    [InlineData("get / HTTP/2\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /\r\n\r\n", 400)]
    [InlineData("\r\n\r\n", 400)]
    [InlineData("\x16\x03\x01\x02\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", 400)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "\r\n", 411)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Content-Length: 1025\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Content-Length: 99999999999\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Content-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Content-Length: \r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 1\r\n\r\na", 415)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\n" + Form + "Content-Length: 4\r\n\r\na=b", 400)]
    public void Read_Request_IsReadOrRefusedAsWhatItIs(string request, int status) =>
        Assert.Equal(status, new RequestReader(_clock).Read(new FakeConnection(_clock, request)));

    [Fact]
    public void Read_NothingSent_IsNoRequest() =>
        Assert.Equal(HttpStatus.None, new RequestReader(_clock).Read(new FakeConnection(_clock)));

    [Theory]
    [InlineData(2048, 200)]
    [InlineData(2049, 431)]
    public void Read_HeadOfSize_IsTakenUpToItsBound(int bytes, int status)
    {
        const string Begin = "GET / HTTP/1.1\r\nX: ";
        var request = Begin + new string('x', bytes - Begin.Length - 4) + "\r\n\r\n";
        Assert.Equal(bytes, request.Length);
        Assert.Equal(status, new RequestReader(_clock).Read(new FakeConnection(_clock, request)));
    }

    [Fact]
    public void Read_HeadWithoutEnd_IsRefusedWithoutReadingItAll()
    {
        var phone = new FakeConnection(_clock, [.. Enumerable.Repeat(new string('x', 500), 100)]);
        Assert.Equal(431, new RequestReader(_clock).Read(phone));
        Assert.True(phone.HasInput);
    }

    [Fact]
    public void Read_ByteByByte_IsTheSameRequest()
    {
        var reader = new RequestReader(_clock);
        var request = "POST /setup HTTP/1.1\r\nHost: plant\r\n" + Form + "Content-Length: 16\r\n\r\nssid=A%26B&b=%C3";
        Assert.Equal(200, reader.Read(new FakeConnection(_clock, [.. request.Select(c => c.ToString())])));
        Assert.Equal("/setup", reader.Head.Path);
        Assert.Equal("plant", reader.Head.Host);
        Assert.True(reader.Form.Next());
        Assert.Equal("A&B", reader.Form.Value);
    }

    [Fact]
    public void Read_SlowPhone_IsGivenUpAtTheDeadline()
    {
        var slow = new FakeConnection(_clock, "GET / ", "HTTP/1.1\r\n", "Host: a\r\n", "\r\n") { PauseMs = 2000 };
        Assert.Equal(408, new RequestReader(_clock).Read(slow));
        Assert.Equal(RequestReader.DeadlineMs, _clock.UptimeMs);
    }

    [Fact]
    public void Read_BodyThatNeverComes_IsGivenUpAtTheDeadline()
    {
        var stuck = new FakeConnection(_clock, "POST / HTTP/1.1\r\n" + Form + "Content-Length: 9\r\n\r\na") { HangsUp = false };
        Assert.Equal(408, new RequestReader(_clock).Read(stuck));
        Assert.Equal(RequestReader.DeadlineMs, _clock.UptimeMs);
    }

    [Fact]
    public void Read_AfterAnotherRequest_KeepsNothingOfIt()
    {
        var reader = new RequestReader(_clock);
        reader.Read(
            new FakeConnection(_clock,
                "POST /a HTTP/1.1\r\nHost: a\r\nAccept: application/captive+json\r\n" + Form + "Content-Length: 3\r\n\r\na=b"));
        Assert.True(reader.Head.WantsCaptiveApi);
        Assert.Equal(200, reader.Read(new FakeConnection(_clock, "GET /b HTTP/1.1\r\n\r\n")));
        Assert.Equal("/b", reader.Head.Path);
        Assert.Equal(string.Empty, reader.Head.Host);
        Assert.False(reader.Head.IsPost || reader.Head.WantsCaptiveApi);
    }
}
