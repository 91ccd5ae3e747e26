using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>Which half of the earth a plant is on, which decides about its seasons.</summary>
internal enum Hemisphere
{
    North,
    South,

    /// <summary>Between the tropics there is no winter: plants grow all the year.</summary>
    Tropics,
}

/// <summary>
/// Seasons at a plant's place. Months are those of the northern half: in the south they come half a year later.
/// </summary>
internal sealed class Season(long now, TimeZoneInfo zone, Hemisphere hemisphere)
{
    private const int Half = 6;
    private const int Year = 12;

    private readonly DateTime _today = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(now), zone).Date;

    public bool HasWinter => hemisphere != Hemisphere.Tropics;

    /// <summary>The month, 1 to 12, as if it were in the north.</summary>
    public int Month => hemisphere == Hemisphere.South ? ((_today.Month + Half - 1) % Year) + 1 : _today.Month;

    /// <summary>Plants rest while days are short: November to February.</summary>
    public bool IsRest => HasWinter && (Month >= 11 || Month <= 2);

    /// <summary>How a plant is watered now.</summary>
    public RestWatering Watering(RestHabit habit) =>
        HasWinter && habit.IsDryInSummer && Month is >= 6 and <= 8 ? RestWatering.None
        : IsRest ? habit.Winter : RestWatering.AsAlways;

    /// <summary>The time when plants begin to grow and bear to be repotted.</summary>
    public bool IsSpring => !HasWinter || Month is >= 3 and <= 5;

    /// <summary>The midnight today began with, or so many days from that; Unix milliseconds UTC.</summary>
    public long Day(int daysFromToday) => LocalDay.Start(now, zone, -daysFromToday);

    /// <summary>Whether a month is within a span that may go over the turn of the year.</summary>
    public bool IsWithin(int first, int last) =>
        !HasWinter || (first <= last ? Month >= first && Month <= last : Month >= first || Month <= last);

    /// <summary>The next time a day of the northern calendar comes, today included; Unix milliseconds UTC.</summary>
    public long Next(int month, int day = 1)
    {
        var local = hemisphere == Hemisphere.South ? ((month + Half - 1) % Year) + 1 : month;
        var date = new DateTime(_today.Year, local, day, 0, 0, 0, DateTimeKind.Unspecified);
        if (date < _today) date = date.AddYears(1);
        return new DateTimeOffset(date, zone.GetUtcOffset(date)).ToUnixTimeMilliseconds();
    }

    /// <summary>The end of a span that holds now: the first day after it.</summary>
    public long EndOf(int lastMonth) => Next((lastMonth % Year) + 1);
}
