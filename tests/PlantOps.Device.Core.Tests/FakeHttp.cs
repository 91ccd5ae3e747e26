using System.Text;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Core.Tests;

/// <summary>Answers by URL and notes what was asked.</summary>
internal sealed class FakeHttp : IHttp
{
    private readonly Dictionary<string, HttpReply> _replies = [];

    public List<Asked> Requests { get; } = [];

    public void Answer(string url, int status, string body) =>
        _replies[url] = HttpReply.Answer(status, Encoding.UTF8.GetBytes(body));

    public HttpReply Send(string url, byte[]? body, string? caPem)
    {
        Requests.Add(new Asked(url, body == null ? null : Encoding.UTF8.GetString(body), caPem));
        return _replies.GetValueOrDefault(url, HttpReply.None("nobody is there"));
    }

    internal sealed record Asked(string Url, string? Body, string? CaPem);
}
