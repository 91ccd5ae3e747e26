using PlantOps.Gateway.Operations.Requests;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Notifications;

/// <summary>Which part of a list is asked for.</summary>
internal static class NotificationPaging
{
    private const int LongestId = 200;

    // Comes before every character that an id can go on with.
    private const char Least = '\x01';

    /// <summary>What is wrong with it, by the parameter's name.</summary>
    public static Dictionary<string, string[]> Check(int? limit, string? after)
    {
        var errors = new Dictionary<string, string[]>();
        if (limit is < 1 or > Page<string>.MaxLimit) errors["limit"] = [$"1 to {Page<string>.MaxLimit}."];
        if (after is { Length: 0 or > LongestId } || after?.All(c => c is > ' ' and < '\x7f') == false) errors["after"] = ["What was given as next."];
        return errors;
    }

    /// <summary>One more than asked for, to see whether there are more.</summary>
    public static RecordRange Range(int? limit, string? after) =>
        (after is null ? RecordRange.All : RecordRange.All with { First = after + Least }) with { Limit = Count(limit) + 1 };

    public static int Count(int? limit) => limit ?? Page<string>.DefaultLimit;

    public static Page<TView> Page<T, TView>(IReadOnlyList<T> found, int? limit, Func<T, TView> view, Func<T, string> id) => new()
    {
        Items = [.. found.Take(Count(limit)).Select(view)],
        Next = found.Count > Count(limit) ? id(found[Count(limit) - 1]) : null,
    };
}
