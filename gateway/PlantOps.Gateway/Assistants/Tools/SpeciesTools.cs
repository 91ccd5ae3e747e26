using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary><c>species_search</c> and <c>species_get</c>: what kinds of plants need.</summary>
internal sealed class SpeciesTools(SpeciesCatalogue catalogue)
{
    private const int MaxNames = 4;
    private const int MaxSources = 3;
    private const int MaxWords = 400;

    public ToolAnswer Search(ToolCall call)
    {
        var (text, after) = (call.Arguments.Needed("text"), call.Arguments.Text("after"));
        if (call.Arguments.Problem is { } problem) return problem;
        var found = catalogue.Matches(text);
        if (!string.IsNullOrEmpty(after)) found = found.SkipWhile(match => match.Species.Profile.Id != after).Skip(1);
        var (some, more) = ToolAnswer.Fit(found.Select(Item), AssistantsJson.Brief.SpeciesItem);
        var next = more ? some[^1].Id : null;
        return ToolAnswer.Of(new SpeciesList { Species = some, Next = next }, AssistantsJson.Brief.SpeciesList);
    }

    public ToolAnswer Get(ToolCall call)
    {
        var text = call.Arguments.Needed("species");
        if (call.Arguments.Problem is { } problem) return problem;
        return Find(text) is { } known
            ? ToolAnswer.Of(Of(known), AssistantsJson.Brief.SpeciesAnswer)
            : ToolAnswer.Refuse($"No species is called '{text}', or several are. species_search finds them by name.");
    }

    public KnownSpecies? Find(string text)
    {
        if (catalogue.Find(text) is { } known) return known;
        if (catalogue.Named(text) is [var only]) return only;
        return catalogue.Matches(text).Take(2).ToList() is [{ IsClear: true } clear] ? clear.Species : null;
    }

    public static SpeciesAnswer Of(KnownSpecies known)
    {
        var profile = known.Profile;
        var words = WordsOf(known) with
        {
            Watering = ToolAnswer.Cut(profile.Watering, MaxWords),
            Feeding = ToolAnswer.Cut(profile.Feeding, MaxWords),
            Sources = [.. profile.Sources.Take(MaxSources).Select(source => ToolAnswer.Cut(source, 200)!)],
        };
        return new SpeciesAnswer
        {
            Id = profile.Id,
            Origin = SpeciesMapping.View(known).Origin!,
            Words = IsBuiltIn(known) ? words : null,
            UntrustedText = IsBuiltIn(known) ? null : words,
            SoilMoisture = Range(profile.Soil),
            Temperature = Range(profile.Temperature),
            Humidity = Range(profile.Humidity),
            Light = profile.Light is { } light
                ? new SpeciesLight(light.MinLux, light.MaxLux, light.MinDaily, light.MaxDaily)
                : null,
            ToxicToPets = profile.Pets,
            ToxicToChildren = profile.Children,
            Estimates = profile.Estimates.Count == 0 ? null : profile.Estimates,
        };
    }

    private static SpeciesItem Item(SpeciesMatch match)
    {
        var words = WordsOf(match.Species) with { FoundBy = match.Name.Text };
        return new SpeciesItem
        {
            Id = match.Species.Profile.Id,
            Words = IsBuiltIn(match.Species) ? words : null,
            UntrustedText = IsBuiltIn(match.Species) ? null : words,
            LeftOut = match.LeftOut.Count > 0 ? match.LeftOut : null,
            ToxicToPets = match.Species.Profile.Pets,
            ToxicToChildren = match.Species.Profile.Children,
        };
    }

    private static SpeciesWords WordsOf(KnownSpecies known) => new()
    {
        ScientificName = known.Profile.ScientificName,
        Names = known.Profile.CommonNames.Count == 0 ? null : [.. known.Profile.CommonNames.Take(MaxNames)],
    };

    /// <summary>Whether what is said of it came with the gateway, and is not some user's.</summary>
    public static bool IsBuiltIn(KnownSpecies known) => known.Origin == SpeciesOrigin.BuiltIn;

    private static WantedRange? Range(MetricRange? range) => range is null ? null : new WantedRange
    {
        Low = range.Low, High = range.High, CriticalLow = range.CriticalLow, CriticalHigh = range.CriticalHigh,
    };
}
