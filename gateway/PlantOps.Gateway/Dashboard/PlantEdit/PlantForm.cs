using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.PlantEdit;

/// <summary>What somebody typed of a plant, as they typed it.</summary>
internal sealed record PlantForm
{
    /// <summary>The choice of none of the species that were offered.</summary>
    public const string NoSpecies = "none";

    public string Name { get; init; } = string.Empty;

    /// <summary>Any name of a species, or the beginning of one.</summary>
    public string Species { get; init; } = string.Empty;

    /// <summary>The id of the one that was chosen of several, or <see cref="NoSpecies"/>.</summary>
    public string Choice { get; init; } = string.Empty;

    public string Place { get; init; } = string.Empty;

    public string Notes { get; init; } = string.Empty;

    /// <summary>The id of the device that is to watch it; empty for none.</summary>
    public string Device { get; init; } = string.Empty;

    public int Channel { get; init; } = SoilChannels.First;

    /// <summary>Whether plants that the channel watches already keep it.</summary>
    public bool Share { get; init; }

    /// <summary>The version of the plant that was on the page.</summary>
    public long? Version { get; init; }

    public static async Task<PlantForm> Read(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new PlantForm
        {
            Name = form["name"].ToString(),
            Species = form["species"].ToString(),
            Choice = form["choice"].ToString(),
            Place = form["place"].ToString(),
            Notes = form["notes"].ToString().ReplaceLineEndings("\n"),
            Device = form["device"].ToString(),
            Channel = int.TryParse(form["channel"], out var channel) ? channel : SoilChannels.First,
            Share = form["share"] == "true",
            Version = long.TryParse(form["version"], out var version) ? version : null,
        };
    }

    public static PlantForm Of(Plant plant, long version, SpeciesCatalogue species, DeviceRegistry devices) => new()
    {
        Name = plant.Name,
        Species = plant.Species is { } id ? species.Find(id)?.Profile.ScientificName ?? id : string.Empty,
        Place = plant.Place ?? string.Empty,
        Notes = plant.Notes ?? string.Empty,
        Device = plant.Watched is { } watch ? devices.Find(watch.Device)?.Id ?? string.Empty : string.Empty,
        Channel = plant.Watched?.SoilChannel ?? SoilChannels.First,
        Version = version,
    };

    /// <summary>As the API is asked.</summary>
    public PlantRequest ToRequest(string? species) => new() { Name = Name, Species = species, Place = Place, Notes = Notes };

    /// <summary>Which device is to watch it; <see langword="null"/> for none.</summary>
    public WatchRequest? ToWatch() =>
        Device.Length == 0 ? null : new WatchRequest { DeviceId = Device, SoilChannel = Channel, Share = Share };
}

/// <summary>Which species somebody means by what they typed.</summary>
/// <param name="Id">The one; <see langword="null"/> where it is none, or not clear.</param>
/// <param name="Offered">Those that may be meant.</param>
/// <param name="IsClear">Whether it is known what is meant.</param>
internal sealed record SpeciesAnswer(string? Id, IReadOnlyList<SpeciesMatch> Offered, bool IsClear)
{
    /// <summary>More are found by typing more.</summary>
    public const int MaxOffered = 8;

    public static SpeciesAnswer Of(PlantForm form, SpeciesCatalogue species)
    {
        var typed = form.Species.Trim();
        if (typed.Length == 0 || form.Choice == PlantForm.NoSpecies) return new SpeciesAnswer(null, [], true);
        if (form.Choice.Length > 0 && species.Find(form.Choice) is { } chosen) return new SpeciesAnswer(
            chosen.Profile.Id, [], true);
        var named = species.Named(typed);
        if (named is [var only]) return new SpeciesAnswer(only.Profile.Id, [], true);
        var offered = species.Matches(typed).Take(MaxOffered).ToList();
        return offered is [{ IsClear: true } one] ? new SpeciesAnswer(one.Species.Profile.Id, [], true)
            : new SpeciesAnswer(null, offered, false);
    }
}
