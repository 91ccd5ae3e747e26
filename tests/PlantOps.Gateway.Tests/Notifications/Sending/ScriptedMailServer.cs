using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlantOps.Gateway.Tests.Notifications.Sending;

/// <summary>Greets, answers each line with the next of its answers, and then hangs up or falls silent.</summary>
internal sealed class ScriptedMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string[] _answers;

    public ScriptedMailServer(params string[] answers)
    {
        _answers = answers;
        _listener.Start();
        Serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool HangsUp { get; init; } = true;

    /// <summary>Completes when it has no more answers.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task Serving { get; }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync(_end.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (var i = 0; i < _answers.Length; i++)
        {
            if (i > 0) await reader.ReadLineAsync(_end.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(_answers[i] + "\r\n"), _end.Token);
        }

        Done.SetResult();
        if (!HangsUp) await Task.Delay(Timeout.Infinite, _end.Token);
    }
}
