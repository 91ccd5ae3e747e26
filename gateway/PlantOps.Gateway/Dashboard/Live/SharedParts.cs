using System.Collections.Concurrent;
using PlantOps.Gateway.Dashboard.Frame;
using RazorSlices;

namespace PlantOps.Gateway.Dashboard.Live;

/// <summary>
/// Parts of pages that many look at: what has changed is put together for the first of them, and sent to all who would see the
/// same. Hundreds of open pages cost little more than one.
/// </summary>
internal sealed class SharedParts(TimeProvider time)
{
    /// <summary>About two kilobytes each.</summary>
    public const int MaxParts = 512;

    /// <summary>What a part says of time, such as since when, is that old at most.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<object, Rendered> _rendered = new();
    private int _openPages;

    /// <summary>Pages with a stream, of everybody.</summary>
    public int OpenPages => Volatile.Read(ref _openPages);

    /// <summary>Counts a page. How many there are with it.</summary>
    public int Opened() => Interlocked.Increment(ref _openPages);

    public void Closed() => Interlocked.Decrement(ref _openPages);

    /// <summary>A part as text; empty where there is nothing to show.</summary>
    /// <param name="part">The part.</param>
    /// <param name="since">The latest event that it must know of.</param>
    /// <param name="asOf">The latest event that there is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<string> TextOf(LivePart part, long since, long asOf, CancellationToken cancellationToken)
    {
        if (part.Key is null) return await Render(part, cancellationToken);
        var isThere = _rendered.TryGetValue(part.Key, out var rendered);
        if (isThere && rendered!.AsOf >= since && time.GetElapsedTime(rendered.At) < MaxAge) return rendered.Text;

        // Of parts that nobody looks at any more there are none for long.
        if (!isThere && _rendered.Count >= MaxParts) _rendered.Clear();
        var at = time.GetTimestamp();
        var text = await Render(part, cancellationToken);
        _rendered[part.Key] = new Rendered(text, asOf, at);
        return text;
    }

    private static async ValueTask<string> Render(LivePart part, CancellationToken cancellationToken)
    {
        if (part.Make() is not { } slice) return string.Empty;
        using var text = new StringWriter();
        using (slice) await slice.RenderAsync(text, HtmlPage.Encoder, cancellationToken);
        return text.ToString();
    }

    private sealed record Rendered(string Text, long AsOf, long At);
}

/// <summary>A part of a page, put together where it is needed.</summary>
/// <param name="Key">The same for all who see the same; <see langword="null"/> where it is for one page only.</param>
/// <param name="Make">Puts it together from what is so now; <see langword="null"/> where there is nothing to show.</param>
internal readonly record struct LivePart(object? Key, Func<RazorSlice?> Make);
