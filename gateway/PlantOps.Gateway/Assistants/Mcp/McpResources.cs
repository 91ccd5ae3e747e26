using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Assistants.Mcp;

/// <summary>Plants and species by address, for people who put one into a conversation: the same as the tools answer.</summary>
internal sealed class McpResources(PlantStore plants, PlantFinder finder, PlantTools plantTools, SpeciesCatalogue species)
{
    private const string Json = "application/json";
    private const string Plants = "plantops://plants/";
    private const string Species = "plantops://species/";
    private const string Id = "{id}";
    private const int MaxListed = 50;
    private const int MaxOffered = 20;
    private const int MaxCursor = 100;

    /// <summary>Plants; species are found with a tool.</summary>
    public ListResourcesResult List(string? after)
    {
        if (after is { Length: > MaxCursor } || after?.Any(letter => letter is <= ' ' or > '~') == true)
            throw new McpProtocolException("The cursor is none.", McpErrorCode.InvalidParams);
        var range = RecordRange.All;
        if (!string.IsNullOrEmpty(after)) range = range with { First = after + RecordRange.Start };
        var found = plants.Read(range).Where(plant => plant.Value.PutAwayAt is null).Take(MaxListed + 1).ToList();
        return new ListResourcesResult
        {
            Resources = [.. found.Take(MaxListed).Select(plant => new Resource
            {
                Uri = Plants + plant.Id, Name = plant.Id, Title = plant.Value.Name, MimeType = Json,
            })],
            NextCursor = found.Count > MaxListed ? found[MaxListed - 1].Id : null,
        };
    }

    public static ListResourceTemplatesResult Templates() => new()
    {
        ResourceTemplates =
        [
            Template(Plants, "plant", "A plant as plant_get answers it."),
            Template(Species, "species", "A species as species_get answers it."),
        ],
    };

    private static ResourceTemplate Template(string under, string name, string description) =>
        new() { UriTemplate = under + Id, Name = name, Description = description, MimeType = Json };

    public ReadResourceResult Read(string? uri)
    {
        var text = uri switch
        {
            not null when uri.StartsWith(Plants, StringComparison.Ordinal) => PlantOf(uri[Plants.Length..]),
            not null when uri.StartsWith(Species, StringComparison.Ordinal) => SpeciesOf(uri[Species.Length..]),
            _ => null,
        };
        return text is null
            ? throw new McpProtocolException("There is no such resource.", McpErrorCode.ResourceNotFound)
            : new ReadResourceResult { Contents = [new TextResourceContents { Uri = uri!, MimeType = Json, Text = text }] };
    }

    /// <summary>Plants and species that begin like what was typed, or are like it, for prompts and addresses.</summary>
    public CompleteResult Complete(CompleteRequestParams? request)
    {
        var typed = request?.Argument.Value ?? string.Empty;
        if (typed.Length > MaxCursor) typed = string.Empty;
        IEnumerable<string> values = (request?.Ref, request?.Argument.Name) switch
        {
            (PromptReference, "plant") => Named(typed).Select(plant => plant.Name).Distinct(),
            (ResourceTemplateReference { Uri: Plants + Id }, _) => Named(typed).Select(plant => plant.Id),
            (ResourceTemplateReference { Uri: Species + Id }, _) => species.Search(typed).Select(known => known.Profile.Id),
            _ => [],
        };
        var some = values.Take(MaxOffered + 1).ToList();
        return new CompleteResult
        {
            Completion = new Completion { Values = [.. some.Take(MaxOffered)], HasMore = some.Count > MaxOffered },
        };
    }

    private IEnumerable<Plant> Named(string typed)
    {
        var all = plants.All.Select(plant => plant.Value).Where(plant => plant.PutAwayAt is null);
        return typed.Length == 0 ? all : finder.Search(typed, all);
    }

    private string? PlantOf(string id) => plants.Find(id) is { } plant
        ? JsonSerializer.Serialize(plantTools.Of(plant.Value), AssistantsJson.Brief.PlantAnswer)
        : null;

    private string? SpeciesOf(string id) => species.Find(id) is { } known
        ? JsonSerializer.Serialize(SpeciesTools.Of(known), AssistantsJson.Brief.SpeciesAnswer)
        : null;
}
