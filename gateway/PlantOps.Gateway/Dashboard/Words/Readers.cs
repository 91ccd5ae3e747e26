using System.Security.Claims;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>How somebody reads pages, where they have said so.</summary>
/// <param name="Language">As HTML names it; <c>null</c> as their browser says.</param>
/// <param name="IsFahrenheit">Temperatures are shown in °F.</param>
/// <param name="Clock">Of 12 or 24 hours; <c>null</c> as their browser says.</param>
internal sealed record Reader(string? Language, bool IsFahrenheit, int? Clock)
{
    public static readonly Reader Anybody = new(null, false, null);

    public static Reader Of(Person person) => new(
        person.Language,
        person.TemperatureUnit == PersonRules.TemperatureUnits[1],
        person.Clock switch { "12h" => 12, "24h" => 24, _ => null });
}

/// <summary>
/// How each person reads. In memory, for a moment: pages ask for it with each card that they show, and what was changed
/// elsewhere shows soon after.
/// </summary>
internal sealed class Readers(PersonStore people, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private Known? _known;

    public Reader Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } name }
            ? Current().ByName.GetValueOrDefault(name.Trim(), Reader.Anybody)
            : Reader.Anybody;

    /// <summary>What somebody has just chosen holds with the next page.</summary>
    public void Forget() => _known = null;

    private Known Current()
    {
        if (_known is { } known && time.GetElapsedTime(known.At) < Moment) return known;
        try
        {
            // The one who was there first has the name (docs/decisions/0048).
            var byName = new Dictionary<string, Reader>(StringComparer.OrdinalIgnoreCase);
            foreach (var person in people.All.OrderBy(one => one.Value.CreatedAt))
                byName.TryAdd(person.Value.Name.Trim(), Reader.Of(person.Value));
            return _known = new Known(byName, time.GetTimestamp());
        }
        catch (StoreUnavailableException)
        {
            // A page in another language is better than none.
            return _known ?? new Known([], 0);
        }
    }

    private sealed record Known(Dictionary<string, Reader> ByName, long At);
}
