using System.Text;
using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Core.Tests.Portal;

/// <summary>A phone that sends its pieces one after the other, each after a pause, and then hangs up or stays silent.</summary>
internal sealed class FakeConnection(FakeClock clock, params string[] pieces) : IConnection
{
    private readonly Queue<byte[]> _pieces = new(pieces.Select(Encoding.Latin1.GetBytes));
    private readonly MemoryStream _answer = new();

    public int PauseMs { get; init; }

    public bool HangsUp { get; init; } = true;

    public bool IsClosed { get; private set; }

    public string Answer => Encoding.UTF8.GetString(_answer.ToArray());

    public int Status =>
        Answer.Length == 0 ? 0 : int.Parse(Answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    public string Body => Answer[(Answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public bool HasInput => _pieces.Count > 0;

    public string? Header(string name) => Answer.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

    public int Read(byte[] into, int offset, int count, int timeoutMs)
    {
        if (_pieces.Count == 0 && HangsUp) return 0;

        var wait = _pieces.Count == 0 ? int.MaxValue : PauseMs;
        clock.UptimeMs += Math.Min(wait, timeoutMs);
        if (wait > timeoutMs) return -1;

        var piece = _pieces.Dequeue();
        var taken = Math.Min(count, piece.Length);
        piece.AsSpan(0, taken).CopyTo(into.AsSpan(offset));
        return taken;
    }

    public bool Write(byte[] data, int count)
    {
        _answer.Write(data, 0, count);
        return true;
    }

    public void Close() => IsClosed = true;
}
