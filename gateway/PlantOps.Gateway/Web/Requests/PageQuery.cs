using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Web.Requests;

/// <summary>Which part of a longer list is asked for.</summary>
internal sealed class PageQuery
{
    private const int MaxId = 200;

    /// <summary>Most entries in the answer, 1 to 500; 50 by default.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary><c>next</c> of the part before; the first part where it is not given.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>The id that the part goes on behind; <see langword="null"/> for the first part.</summary>
    public string? Behind => string.IsNullOrEmpty(After) ? null : After;

    /// <summary>How many are asked for.</summary>
    public int Most => Limit ?? Page<string>.DefaultLimit;

    /// <summary>What is wrong with it; <see langword="null"/> where nothing is.</summary>
    public Dictionary<string, string[]>? Check()
    {
        var errors = new Dictionary<string, string[]>();
        if (Most is < 1 or > Page<string>.MaxLimit) errors["limit"] = [$"It is not from 1 to {Page<string>.MaxLimit}."];
        if (Behind is { } after && (after.Length > MaxId || after.Any(c => c is <= ' ' or > '~')))
            errors["after"] = ["It is not the next of an earlier answer."];
        return errors.Count == 0 ? null : errors;
    }

    /// <summary>The ids that come into question, from the smallest.</summary>
    public RecordRange Ascending() => Behind is { } after ? new RecordRange(after + " ", RecordRange.All.Last) : RecordRange.All;

    /// <summary>The ids that come into question, from the largest.</summary>
    public RecordRange Descending(RecordRange range) =>
        (Behind is { } after ? range.Before(after) : range) with { Backwards = true };

    /// <summary>As many as are asked for, and where the rest begins.</summary>
    public Page<TView> Cut<T, TView>(IEnumerable<Versioned<T>> found, Func<Versioned<T>, TView> view)
        where T : class =>
        Cut(found, view, kept => kept.Id);

    /// <summary>As many as are asked for, and where the rest begins.</summary>
    public Page<TView> Cut<T, TView>(IEnumerable<T> found, Func<T, TView> view, Func<T, string> id)
    {
        var some = found.Take(Most + 1).ToList();
        return new Page<TView>
        {
            Items = [.. some.Take(Most).Select(view)],
            Next = some.Count > Most ? id(some[Most - 1]) : null,
        };
    }
}
