namespace PlantOps.Gateway.Care.Planning;

/// <summary>
/// Whether a plant stands outdoors, by what its owner calls its place, or by what it is where that says nothing.
/// </summary>
internal static class Standing
{
    // Before the words of rooms: a window box hangs outside, whatever a window is.
    private static readonly string[] SurelyOutside =
        ["balcon", "balkon", "terrace", "terrass", "patio", "outside", "outdoor", "draußen", "draussen", "window box",
        "blumenkasten", "raised bed",
            "hochbeet", "allotment", "schrebergarten", "veranda", "porch", "loggia", "rooftop", "jardin", "jardín",
            "kitchen garden"];

    private static readonly string[] Inside =
        ["room", "zimmer", "kitchen", "küche", "kueche", "bath", "bad", "office", "büro", "buero", "sill", "fenster", "window",
        "hall", "flur",
            "stair", "treppe", "greenhouse", "gewächshaus", "gewaechshaus", "conservatory", "wintergarten", "living", "indoor",
            "inside", "innen",
            "drinnen", "desk", "tisch", "shelf", "regal", "cellar", "keller", "garage", "tent", "zelt", "salon", "cuisine",
            "chambre"];

    private static readonly string[] Outside = ["garden", "garten", "yard", "hof", "roof", "dach", "deck", "bed", "beet",
        "orchard", "wiese", "lawn"];

    /// <param name="place">In its owner's words; <see langword="null"/> where they said nothing.</param>
    /// <param name="isOutdoorSpecies">Whether its kind lives outdoors.</param>
    public static bool IsOutdoors(string? place, bool isOutdoorSpecies)
    {
        if (Says(place, SurelyOutside)) return true;
        if (Says(place, Inside)) return false;
        return Says(place, Outside) || isOutdoorSpecies;
    }

    private static bool Says(string? place, string[] words) =>
        place is not null && Array.Exists(words, word => place.Contains(word, StringComparison.OrdinalIgnoreCase));
}
