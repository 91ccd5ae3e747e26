using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>
/// An exception as it is logged: its messages in one line each, its stack where it is a fault of ours. What a peer did
/// (broke off, sent what nobody can read) is one line.
/// </summary>
internal sealed class LoggedException(Exception exception) : Exception(exception.Message, exception)
{
    private const string Indent = "   ";
    private const string Cause = Indent + "caused by ";
    private const int MaxLine = 512;
    private const int MaxText = 16 * 1024;
    private const int DeepestCause = 8;

    public override string ToString()
    {
        var text = new StringBuilder();
        Add(text, InnerException!, string.Empty, 0);
        return text.ToString();
    }

    /// <summary>Whether it says what a peer did rather than what is wrong here.</summary>
    public static bool IsOfAPeer(Exception exception) => exception switch
    {
        BadHttpRequestException or ConnectionResetException or ConnectionAbortedException or OperationCanceledException => true,
        AuthenticationException => true,
        IOException { InnerException: SocketException or AuthenticationException } => true,
        SocketException socket => socket.SocketErrorCode
            is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown,
        _ => false,
    };

    private static void Add(StringBuilder text, Exception exception, string before, int depth)
    {
        Line(text, $"{before}{exception.GetType().FullName}: {exception.Message}");
        if (IsOfAPeer(exception)) return;
        if (depth < DeepestCause)
        {
            foreach (var cause in (exception as AggregateException)?.InnerExceptions ?? []) Add(text, cause, Cause, depth + 1);
            if (exception is not AggregateException && exception.InnerException is { } inner) Add(text, inner, Cause, depth + 1);
        }

        const StringSplitOptions Lines = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var frame in (exception.StackTrace ?? string.Empty).Split('\n', Lines)) Line(text, $"{Indent}{frame}");
    }

    private static void Line(StringBuilder text, string line)
    {
        if (text.Length > MaxText) return;
        if (text.Length > 0) text.Append(Environment.NewLine);
        // The first is indented as well: a line that begins at the margin is an event.
        text.Append(text.Length == 0 ? Indent : string.Empty).Append(SafeText.Of(line, MaxLine));
    }
}
