using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Species;

/// <summary><c>species search TEXT</c>, <c>species show ID</c>, <c>species set FILE</c> and <c>species remove ID</c>.</summary>
internal static class SpeciesCommand
{
    private static readonly PlantsJson Wire = PlantsJson.Default;
    private static readonly Argument<string> Id = new("ID") { Description = "The species' id, as `species search` shows it." };

    public static Command Create()
    {
        var text = new Argument<string[]>("TEXT")
        {
            Description = "A scientific name, or an English, German, French or Spanish one, or a part of one.",
            Arity = ArgumentArity.OneOrMore,
        };
        var file = new Argument<string>(
            "FILE") { Description = "A profile as JSON, of the form that `species show --json` prints." };
        return new Command("species", "What kinds of plants need.")
        {
            new Command("search", "Finds species by name; typing mistakes are forgiven.") { text }.Asks(
                (result, gateway, cancellationToken) => gateway.Get(
                    $"{SpeciesApi.LocalPath}?q={Uri.EscapeDataString(string.Join(' ', result.GetRequiredValue(text)))}",
                    Wire.PageSpeciesView, cancellationToken),
                Wire.PageSpeciesView,
                PrintFound),
            new Command("show", "Shows what a species needs.") { Id }.Asks(
                (result, gateway, cancellationToken) =>
                    gateway.Get(PathOf(result.GetRequiredValue(Id)), Wire.SpeciesView, cancellationToken),
                Wire.SpeciesView,
                Print),
            new Command("set", "Makes a species of your own, or changes one.") { file }.Asks(
                (result, gateway, cancellationToken) => Set(result.GetRequiredValue(file), gateway, cancellationToken),
                Wire.SpeciesView,
                Print),
            new Command("remove", "Takes a species of your own away, or your changes to a built-in one.") { Id }.Asks(
                (result, gateway, cancellationToken) =>
                    gateway.Delete(PathOf(result.GetRequiredValue(Id)), Wire.RemovedSpecies, cancellationToken),
                Wire.RemovedSpecies,
                (removed, _) =>
                    Console.WriteLine(removed.Original is null ? $"'{removed.Id}' is gone." : $"'{removed.Id}' is as it came.")),
        };
    }

    private static async Task<LocalAnswer<SpeciesView>> Set(
        string file, LocalGateway gateway, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            var id = JsonSerializer.Deserialize(text, Wire.SpeciesView)?.Id;
            if (string.IsNullOrEmpty(id)) return new LocalAnswer<SpeciesView>(null, $"'{file}' has no \"id\".");
            return await gateway.Put(
                PathOf(id), new StringContent(text, null, "application/json"), Wire.SpeciesView, cancellationToken);
        }
        catch (JsonException exception)
        {
            return new LocalAnswer<SpeciesView>(
                null, $"'{file}' is not the JSON of a species{Place(exception)}. `species show ID --json` prints one.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new LocalAnswer<SpeciesView>(null, $"'{file}' cannot be read: {exception.Message}");
        }
    }

    private static string Place(JsonException exception) =>
        (exception.Path is { Length: > 2 } path ? $", at {path[2..]}" : string.Empty) +
        (exception.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $", line {line + 1}") : string.Empty);

    private static string PathOf(string id) => $"{SpeciesApi.LocalPath}/{Uri.EscapeDataString(id)}";

    private static void PrintFound(Page<SpeciesView> found, string directory)
    {
        if (found.Items.Count == 0)
        {
            Console.WriteLine(
                "Not known: no plant here has a name like that. Try its scientific name, or add it with `species set`.");
            return;
        }

        if (found.Items[0].LeftOut is { Count: > 0 } leftOut)
        {
            Console.WriteLine(
                $"Not known: {string.Join(", ", leftOut)}. These are called something like it and may be other plants:");
        }

        Console.WriteLine($"{"ID",-34}{"SCIENTIFIC NAME",-36}{"TOXIC TO",-16}NAMES");
        foreach (var species in found.Items)
        {
            var names = string.Join(", ", [.. species.CommonNames ?? [], .. FoundBy(species)]);
            Console.WriteLine($"{species.Id,-34}{species.ScientificName,-36}{ToxicTo(species),-16}{names}");
        }
    }

    // By a name that is not in the list otherwise.
    private static string[] FoundBy(SpeciesView species) =>
        species.FoundBy is { } name && name != species.ScientificName && species.CommonNames?.Contains(name) != true
            ? [$"“{name}”"]
            : [];

    private static string ToxicTo(SpeciesView species) => (species.ToxicToPets, species.ToxicToChildren) switch
    {
        ("toxic", "toxic") => "PETS, CHILDREN",
        ("toxic", _) => "PETS",
        (_, "toxic") => "CHILDREN",
        ("irritant", _) or (_, "irritant") => "irritant",
        ("none", "none") => "none",
        ("none", _) => "pets: none",
        _ => "not known",
    };

    private static void Print(SpeciesView species, string directory)
    {
        Console.WriteLine($"{species.ScientificName} ({species.Id}, {species.Origin})");
        Line("Names", string.Join(", ", [.. species.CommonNames ?? [], .. species.GermanNames ?? []]));
        Line("French", string.Join(", ", species.FrenchNames ?? []));
        Line("Spanish", string.Join(", ", species.SpanishNames ?? []));
        Line("Synonyms", string.Join(", ", species.Synonyms ?? []));
        Line("Soil", Range(species.SoilMoisture, "%", species, SpeciesFields.Soil));
        Line("Air", Range(species.Temperature, "°C", species, SpeciesFields.Temperature));
        Line("Humidity", Range(species.Humidity, "%", species, SpeciesFields.Humidity));
        if (species.Light is { } light)
        {
            Line("Light",
                Text($"{light.MinLux} to {light.MaxLux} lx, {light.MinDaily} to {light.MaxDaily} mol/m² a day{Estimate(species, SpeciesFields.Light)}"));
        }

        Line("Water", species.Watering);
        Line("Feed", species.Feeding);
        Line("Toxic", $"to pets: {species.ToxicToPets}, to children: {species.ToxicToChildren}");
        foreach (var source in species.Sources ?? []) Line("Source", source);
    }

    private static void Line(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) Console.WriteLine($"{name + ":",-10}{text}");
    }

    private static string? Range(SpeciesRangeView? range, string unit, SpeciesView species, string field)
    {
        if (range is null) return null;
        var critical = (range.CriticalLow, range.CriticalHigh) switch
        {
            (null, null) => string.Empty,
            ({ } low, null) => Text($", critical below {low}"),
            (null, { } high) => Text($", critical above {high}"),
            ({ } low, { } high) => Text($", critical below {low} and above {high}"),
        };
        return Text($"{range.Low} to {range.High} {unit}{critical}{Estimate(species, field)}");
    }

    private static string Estimate(SpeciesView species, string field) =>
        species.Estimates?.Contains(field) == true ? " (estimate)" : string.Empty;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
