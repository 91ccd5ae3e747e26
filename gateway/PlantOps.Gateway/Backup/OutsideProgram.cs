using System.Diagnostics;
using System.Text;

namespace PlantOps.Gateway.Backup;

/// <summary>A program of the machine's that takes a backup elsewhere or brings it back: rclone, rsync, restic.</summary>
internal static class OutsideProgram
{
    public const string FileWord = "{file}";
    public const string NameWord = "{name}";

    /// <summary>One that hangs must not keep tomorrow's backup from being made.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromHours(4);

    private const int MaxSaid = 300;

    /// <summary>
    /// Splits a command at its spaces, except between quotes; no shell sees it. <see langword="null"/> where a quote is open.
    /// </summary>
    public static IReadOnlyList<string>? Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, begun) = ('\0', false);
        foreach (var letter in command)
        {
            if (quote == '\0' && (letter is '"' or '\'')) (quote, begun) = (letter, true);
            else if (letter == quote) quote = '\0';
            else if (letter == ' ' && quote == '\0')
            {
                if (begun) words.Add(word.ToString());
                word.Clear();
                begun = false;
            }
            else
            {
                word.Append(letter);
                begun = true;
            }
        }

        if (begun) words.Add(word.ToString());
        return quote == '\0' ? words : null;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="command">With the words that stand for the file.</param>
    /// <param name="file">The file's whole path.</param>
    /// <param name="name">The backup's name without its folder.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="IOException">It could not be started, or did not end with 0.</exception>
    public static async Task RunAsync(string command, string file, string name, CancellationToken stopping)
    {
        var words = Split(command)!.Select(word => word
            .Replace(FileWord, file, StringComparison.Ordinal).Replace(NameWord, name, StringComparison.Ordinal)).ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(MaxTime);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var said = Task.WhenAll(TailAsync(process.StandardOutput, deadline.Token),
                    TailAsync(process.StandardError, deadline.Token));
                await process.WaitForExitAsync(deadline.Token);
                var lines = await said;
                if (process.ExitCode == 0) return;
                var last = lines[1].Length > 0 ? lines[1] : lines[0];
                throw new IOException($"'{words[0]}' ended with {process.ExitCode}{(last.Length > 0 ? ": " + last : ".")}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                if (stopping.IsCancellationRequested) throw;
                throw new IOException($"'{words[0]}' took longer than {MaxTime.TotalHours:0} hours.");
            }
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new IOException($"'{words[0]}' cannot be run: {exception.Message}.", exception);
        }
    }

    // The last of what it says is why it failed; all of it could be without end.
    private static async Task<string> TailAsync(StreamReader from, CancellationToken stopping)
    {
        var last = string.Empty;
        var buffer = new char[1024];
        while (await from.ReadAsync(buffer, stopping) is > 0 and var read)
        {
            last += new string(buffer, 0, read);
            if (last.Length > MaxSaid) last = last[^MaxSaid..];
        }

        return last.ReplaceLineEndings(" ").Trim();
    }
}
