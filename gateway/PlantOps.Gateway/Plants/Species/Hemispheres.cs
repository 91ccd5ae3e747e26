namespace PlantOps.Gateway.Plants.Species;

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
