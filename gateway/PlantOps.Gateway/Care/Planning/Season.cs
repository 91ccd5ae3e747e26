using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Care.Planning;

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

/// <summary>Finds the half of the earth from a time zone, whose name is of a city.</summary>
internal static class Hemispheres
{
    private static readonly HashSet<string> SouthernCities = new(StringComparer.Ordinal)
    {
        "Sydney", "Melbourne", "Brisbane", "Adelaide", "Perth", "Hobart", "Canberra", "Lindeman", "Broken_Hill", "Currie",
        "Eucla",
        "Lord_Howe", "ACT", "NSW", "North", "Queensland", "South", "Tasmania", "Victoria", "West", "Yancowinna", "LHI",
        "Auckland",
        "Chatham", "NZ", "NZ-CHAT", "Norfolk", "Johannesburg", "Maseru", "Mbabane", "Windhoek", "Gaborone", "Maputo", "Sao_Paulo",
        "Buenos_Aires", "Montevideo", "Santiago", "Asuncion", "Punta_Arenas", "Coyhaique", "Stanley", "Cordoba", "Mendoza",
        "Salta",
        "Jujuy", "Tucuman", "Catamarca", "La_Rioja", "San_Juan", "San_Luis", "Rio_Gallegos", "Ushuaia", "ComodRivadavia",
        "Rosario",
        "Easter", "Continental", "EasterIsland", "East", "Campo_Grande", "Kerguelen", "South_Georgia",
    };

    private static readonly HashSet<string> TropicalCities = new(StringComparer.Ordinal)
    {
        "Singapore", "Kuala_Lumpur", "Jakarta", "Manila", "Bangkok", "Ho_Chi_Minh", "Saigon", "Phnom_Penh", "Vientiane",
        "Kuching",
        "Makassar", "Pontianak", "Jayapura", "Colombo", "Maldives", "Nairobi", "Kampala", "Dar_es_Salaam", "Addis_Ababa", "Lagos",
        "Accra", "Abidjan", "Dakar", "Kinshasa", "Lubumbashi", "Luanda", "Libreville", "Douala", "Lusaka", "Harare",
        "Antananarivo",
        "Mauritius", "Reunion", "Mahe", "Darwin", "Port_Moresby", "Guadalcanal", "Fiji", "Apia", "Tahiti", "Honolulu", "Guam",
        "Bogota",
        "Lima", "Guayaquil", "Caracas", "La_Paz", "Manaus", "Belem", "Fortaleza", "Recife", "Bahia", "Cuiaba", "Porto_Velho",
        "Panama",
        "Costa_Rica", "Managua", "Tegucigalpa", "El_Salvador", "Guatemala", "Belize", "Jamaica", "Havana", "Santo_Domingo",
        "Puerto_Rico", "Port-au-Prince", "Barbados", "Martinique", "Guadeloupe", "Curacao", "Port_of_Spain", "Cayenne",
        "Paramaribo",
        "Guyana", "Cancun", "Merida", "Mexico_City", "Galapagos", "Brunei", "Dili", "Kwajalein", "Majuro", "Palau",
    };

    // What Australia, Brazil and Chile call their parts is the name of no city elsewhere.
    private static readonly string[] Southern = ["Australia", "Antarctica", "Chile"];

    /// <summary>The north where the zone names no place, as <c>UTC</c> does.</summary>
    public static Hemisphere Of(TimeZoneInfo zone)
    {
        var parts = zone.Id.Split('/');
        var city = parts[^1];
        if (TropicalCities.Contains(city)) return Hemisphere.Tropics;
        if (Array.IndexOf(Southern, parts[0]) >= 0 || (SouthernCities.Contains(city) && IsPlace(parts))) return Hemisphere.South;
        return Hemisphere.North;
    }

    private static bool IsPlace(string[] parts) => parts is ["NZ" or "NZ-CHAT"] or ["Pacific" or "Africa" or "America" or "Brazil"
        or "Atlantic" or "Indian", ..];
}
