using System.Text.Json.Serialization;
using PlantOps.Contracts;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants;

/// <summary>A plant as its owner describes it. What is left out is empty.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class PlantRequest
{
    public const int MaxNotes = 4000;

    /// <summary>What to call it, 1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Id of its species profile.</summary>
    public string? Species { get; init; }

    /// <summary>Where it stands, up to 100 characters.</summary>
    public string? Place { get; init; }

    /// <summary>Up to 4000 characters.</summary>
    public string? Notes { get; init; }

    /// <summary>What is wrong with it, by field. What a plant has already may be what it is.</summary>
    public Dictionary<string, string[]> Check(SpeciesCatalogue known, Plant? kept = null)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(Name)) errors["name"] = ["It is missing."];
        if (OrNull(Species) is { } species && known.Find(species) is null)
            errors["species"] = [$"There is no species '{species}'. Search them by name."];
        if (Name != kept?.Name) Unfit("name", Name, Limits.MaxNameLength, PrintableText.IsLine);
        if (Place != kept?.Place) Unfit("place", Place, Limits.MaxNameLength, PrintableText.IsLine);
        if (Notes != kept?.Notes) Unfit("notes", Notes, MaxNotes, PrintableText.IsText);
        return errors;

        void Unfit(string field, string? text, int most, Func<string, int, bool> fits)
        {
            if (text?.Length > most) errors[field] = [$"It is longer than {most} characters."];
            else if (text is not null && !fits(text, most)) errors[field] = ["It has characters that cannot be seen."];
        }
    }

    public Plant ApplyTo(Plant plant) =>
        plant with { Name = Name!.Trim(), Species = OrNull(Species), Place = OrNull(Place), Notes = OrNull(Notes) };

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
