using System.Text;
using PlantOps.Device.Network;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>Answers as servers and proxies give them (RFC 9112), and as nobody should.</summary>
public sealed class HttpAnswerTests
{
    private const string Json = """{"device_id":"fern"}""";

    [Theory]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 20\r\n\r\n" + Json, 201)]
    [InlineData("HTTP/1.1 201 Created\r\ncontent-length:20\r\n\r\n" + Json + "what follows is not of it", 201)]
    [InlineData("HTTP/1.0 200 OK\r\nServer: any\r\n\r\n" + Json, 200)]
    [InlineData("HTTP/1.1 403 No\nContent-Length: 20\n\n" + Json, 403)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n" + Json + "\r\n0\r\n\r\n", 200)]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: Chunked\r\n\r\n"
        + "2;x=y\r\n{\"\r\n0012\r\ndevice_id\":\"fern\"}\r\n0\r\nTrailer: any\r\n\r\n",
        200)]
    public void Read_WholeAnswer_IsGiven(string answer, int status)
    {
        foreach (var piece in new[] { 1, 7, 10_000 })
        {
            var reply = Read(answer, piece);
            Assert.Equal((status, Json, string.Empty), (reply.Status, Encoding.UTF8.GetString(reply.Body), reply.Error));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    public void Read_AnotherProtocol_IsNone(string answer) => AssertNone("it does not speak HTTP", answer);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n" + Json)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n" + Json)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + Json + "\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n" + Json + "\r\n0\r\n\r\n")]
    public void Read_AnswerThatBreaksOff_IsNone(string answer) => AssertNone("its answer breaks off", answer);

    [Theory]
    [InlineData("Content-Length: 8192\r\n\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2000\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n")]
    public void Read_AnswerThatIsTooLong_IsNone(string rest) =>
        AssertNone("its answer is too long", "HTTP/1.1 200 OK\r\n" + rest + new string('x', 8192));

    [Fact]
    public void Read_LongestAnswerInManyChunks_IsGiven()
    {
        var chunks = string.Concat(Enumerable.Range(0, 8191).Select(i => $"1\r\n{(char)('a' + (i % 26))}\r\n"));
        var reply = Read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n", 1000);
        Assert.Equal(8191, reply.Body.Length);
    }

    [Fact]
    public void Read_HeadWithoutEnd_IsGivenUp() =>
        AssertNone("its answer breaks off", "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", 2000)) + "\r\n");

    [Theory]
    [InlineData("https://plantops.local:8443/api/time", "plantops.local", 8443, "/api/time")]
    [InlineData("https://192.168.1.20/ca.crt", "192.168.1.20", 443, "/ca.crt")]
    public void Parse_Address_IsTakenApart(string url, string host, int port, string path)
    {
        var parsed = HttpsUrl.Parse(url);
        Assert.NotNull(parsed);
        Assert.Equal((host, port, path), (parsed.Host, parsed.Port, parsed.Path));
    }

    [Theory]
    [InlineData("http://plantops.local/ca.crt")]
    [InlineData("https://plantops.local")]
    [InlineData("https:///ca.crt")]
    [InlineData("https://plantops.local:0/")]
    [InlineData("https://plantops.local:65536/")]
    [InlineData("https://plantops.local:8x/")]
    [InlineData("")]
    public void Parse_WhatIsNoAddressOfOurs_IsNone(string url) => Assert.Null(HttpsUrl.Parse(url));

    private static void AssertNone(string why, string answer)
    {
        var reply = Read(answer, 10_000);
        Assert.Equal((0, why), (reply.Status, reply.Error));
    }

    private static Core.Enrolment.HttpReply Read(string answer, int piece) => new HttpAnswer(new Pieces(answer, piece)).Read();

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Pieces(string text, int size) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
    }
}
