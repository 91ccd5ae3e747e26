using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Wall;

/// <summary>How the plants are, for a tablet on the wall.</summary>
/// <param name="Words">The language.</param>
/// <param name="Headline">How they are, in a sentence.</param>
/// <param name="Cards">The worst first.</param>
/// <param name="More">How many more there are than a wall has room for, in words.</param>
/// <param name="Time">By the gateway's clock, where no script says the tablet's.</param>
/// <param name="IsNight">It is dim.</param>
/// <param name="Shift">Which of four places everything is in, so that nothing burns in.</param>
/// <param name="Version">Another one is loaded anew.</param>
public sealed record WallView(
    IWords Words, string Headline, IReadOnlyList<WallCard> Cards, string? More, string Time, bool IsNight, int Shift,
    string Version)
{
    /// <summary>More are not readable from where somebody stands.</summary>
    public const int MaxCards = 60;

    private const long ShiftEvery = 10 * 60 * 1000;
    private const int Shifts = 4;

    // Where nobody has said when they sleep.
    private static readonly QuietHours Night = new(new TimeOnly(22, 0), new TimeOnly(6, 0));

    private static readonly string ThisVersion = HealthApi.Version + AssetFiles.Url("wall.js") + AssetFiles.Url("wall.css");

    internal static WallView Of(
        Speech speech, IReadOnlyList<PlantFacts> plants, Func<Plant, double?> daysUntilDry, IEnumerable<Person> people,
        TimeZoneInfo zone, long now)
    {
        var words = speech.Words;
        var cards = plants.Select(facts => (Facts: facts, State: PlantCard.StateOf(facts.ConditionAt(now))))
            .OrderBy(card => card.State)
            .ThenBy(card => card.Facts.Plant.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(now), zone);
        return new WallView(
            words,
            PlantsView.HeadlineOf(words, [.. cards.Select(card => card.State)]),
            [.. cards.Take(MaxCards).Select(card => WallCard.Of(card.Facts, card.State, speech, daysUntilDry, now))],
            cards.Count > MaxCards ? words.AndMore(cards.Count - MaxCards) : null,
            speech.TimeOfDay(TimeOnly.FromTimeSpan(local.TimeOfDay)),
            IsNightAt(people, zone, now),
            (int)(now / ShiftEvery % Shifts),
            ThisVersion);
    }

    /// <summary>While everybody who has quiet hours is in them; where nobody has, at night by the gateway's clock.</summary>
    internal static bool IsNightAt(IEnumerable<Person> people, TimeZoneInfo zone, long now)
    {
        var sleepers = people.Where(person => person.Quiet is not null).ToList();
        return sleepers.Count == 0
            ? Night.EndAfter(now, zone) is not null
            : sleepers.TrueForAll(person => person.Quiet!.EndAfter(now, person.Zone()) is not null);
    }
}

/// <summary>A plant on the wall. Times are Unix milliseconds UTC.</summary>
/// <param name="Name">The plant's.</param>
/// <param name="State">How it is.</param>
/// <param name="Soil">How moist its soil is; a dash where nobody knows.</param>
/// <param name="Dry">When it will be dry, or since when it is silent.</param>
/// <param name="FreshUntil">From when on nobody knows how it is, unless it is measured again.</param>
public sealed record WallCard(string Name, CardState State, string Soil, string Dry, long? FreshUntil)
{
    public string StateName => State.ToString().ToLowerInvariant();

    internal static WallCard Of(
        PlantFacts facts, CardState state, Speech speech, Func<Plant, double?> daysUntilDry, long now)
    {
        var isKnown = state != CardState.Unknown;
        return new WallCard(
            facts.Plant.Name,
            state,
            speech.Value(isKnown ? facts.Value(Metric.SoilMoisture) : null, Metric.SoilMoisture),
            isKnown ? DryOf() : SilenceOf(),
            facts.FreshUntil);

        string DryOf() => daysUntilDry(facts.Plant) switch
        {
            null => speech.Words.NobodyKnowsWhenDry,
            <= 0 => speech.Words.DryNow,
            { } days => speech.Words.DryInDays(days),
        };

        string SilenceOf() => facts.ReadingAt is not { } at
            ? facts.Plant.Watched is null ? speech.Words.NotWatched : speech.Words.NothingMeasured
            : PlantCard.WhyUnknown(facts, at, speech, now);
    }
}
