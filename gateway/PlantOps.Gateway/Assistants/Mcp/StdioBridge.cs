using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Assistants.Mcp;

/// <summary>
/// MCP's standard input and output (2025-06-18, Transports), a message a line: each is passed to the running gateway over its
/// socket,
/// and what that answers is written out. Nothing else may be written there.
/// </summary>
internal sealed class StdioBridge(LocalGateway gateway, string path, TextWriter output) : IDisposable
{
    private const int ParseError = -32700;
    private const int InternalError = -32603;

    /// <summary>Further lines wait: an assistant asks a few things at a time.</summary>
    private const int AtOnce = 8;

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Passes lines on until there are no more, and every one is answered.</summary>
    public async Task Run(TextReader input, CancellationToken cancellationToken)
    {
        var underWay = new List<Task>();
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            await _turns.WaitAsync(cancellationToken);
            underWay.RemoveAll(task => task.IsCompletedSuccessfully);
            underWay.Add(Pass(line, cancellationToken));
        }

        await Task.WhenAll(underWay);
    }

    public void Dispose()
    {
        _turns.Dispose();
        _writing.Dispose();
    }

    private async Task Pass(string line, CancellationToken cancellationToken)
    {
        try
        {
            var (isJson, id) = IdOf(line);
            if (!isJson)
            {
                await Refuse(null, ParseError, "The line is no JSON.", cancellationToken);
                return;
            }

            using var content = new StringContent(line, Encoding.UTF8, "application/json");
            var answer = await gateway.Send(path, content, cancellationToken);
            if (answer.Value is not { } stream) await Refuse(id, InternalError, answer.Problem!, cancellationToken);
            else await Write(stream, id, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task Write(Stream stream, string? id, CancellationToken cancellationToken)
    {
        try
        {
            await using (stream)
            {
                await foreach (var message in SseParser.Create(stream).EnumerateAsync(cancellationToken))
                {
                    if (message.Data.Length > 0) await Write(message.Data, cancellationToken);
                }
            }
        }
        catch (IOException)
        {
            await Refuse(id, InternalError, "The gateway broke off.", cancellationToken);
        }
    }

    // Who sends a notification waits for nothing, and is told nothing.
    private async Task Refuse(string? id, int code, string reason, CancellationToken cancellationToken)
    {
        if (id is null && code != ParseError) return;
        var error = $$"""{"code":{{code}},"message":"{{JsonEncodedText.Encode(reason)}}"}""";
        await Write($$"""{"jsonrpc":"2.0","id":{{id ?? "null"}},"error":{{error}}}""", cancellationToken);
    }

    private async Task Write(string message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await output.WriteAsync($"{message}\n".AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Whether it is JSON, and the id of the request, as JSON, where it is one.</summary>
    private static (bool IsJson, string? Id) IdOf(string line)
    {
        try
        {
            using var message = JsonDocument.Parse(line);
            var root = message.RootElement;
            var isRequest = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("method", out _);
            return (true, isRequest && root.TryGetProperty("id", out var id) ? id.GetRawText() : null);
        }
        catch (JsonException)
        {
            return (false, null);
        }
    }
}
