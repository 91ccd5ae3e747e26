using System.CommandLine;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants;

/// <summary>
/// <c>plant add</c>, <c>list</c>, <c>show</c>, <c>set</c>, <c>remove</c>, and what <see cref="PlantCareCommand"/>,
/// <see cref="PlantPhotoCommand"/> and other features add.
/// </summary>
internal static class PlantCommand
{
    private static readonly PlantsJson Wire = PlantsJson.Default;

    public static Argument<string> Id() => new("ID") { Description = "The plant's id, as `plant list` shows it." };

    public static string PathOf(string id, string what = "") => $"{PlantsApi.LocalPath}/{Uri.EscapeDataString(id)}{what}";

    public static void Print(PlantView plant, string directory)
    {
        Console.WriteLine($"{plant.Id}  {plant.Name}{(plant.Place is null ? "" : $", {plant.Place}")}: {Word(plant.Condition)}");
        if (plant.Species is { } species) Console.WriteLine($"Species:  {species}");
        if (plant.Devices.LastOrDefault(watch => watch.To is null) is { } watch)
            Console.WriteLine($"Device:   {NameOf(watch)}, since {LocalTime.Of(watch.From)}");
        else if (plant.PutAwayAt is null)
            Console.WriteLine($"No device watches it. Have one: {OwnCommand.Line($"plant watch {plant.Id} DEVICE", directory)}");
        if (plant.LastReadingAt is { } at) Console.WriteLine($"Reading:  {LocalTime.Of(at)}");
        if (plant.MutedUntil is { } until) Console.WriteLine($"Muted:    until {LocalTime.Of(until)}");
        if (plant.PutAwayAt is { } away) Console.WriteLine($"Put away: {LocalTime.Of(away)}");
        if (plant.Notes is { } notes) Console.WriteLine($"Notes:    {notes}");
    }

    /// <param name="more">What other features add.</param>
    public static Command Create(IEnumerable<Command> more)
    {
        var plant = new Command("plant", "Plants of the running gateway.") { List(), Add(), Show(), Set(), Remove() };
        Command[] own = [.. PlantCareCommand.Create(), PlantPhotoCommand.Create(), PlantFiguresCommand.Create(),
            PlantCalibrationCommand.Create()];
        foreach (var command in own.Concat(more)) plant.Subcommands.Add(command);
        return plant;
    }

    private static Command List() => new Command("list", "Lists the plants, with how they are.").Asks(
        (_, gateway, cancellationToken) =>
            gateway.Get($"{PlantsApi.LocalPath}?limit={Page<PlantView>.MaxLimit}", Wire.PagePlantView, cancellationToken),
        Wire.PagePlantView,
        PrintAll);

    private static Command Show()
    {
        var id = Id();
        return new Command("show", "Shows a plant.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Get(PathOf(result.GetRequiredValue(id)), Wire.PlantView, cancellationToken), Wire.PlantView, Print);
    }

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "What to call the plant." };
        var fields = new DescriptionOptions();
        var add = new Command("add", "Adds a plant.") { name };
        fields.AddTo(add);
        return add.Asks(
            async (result, gateway, cancellationToken) =>
            {
                var species = await fields.Species(result, gateway, cancellationToken);
                if (species.Problem is { } problem) return new(null, problem);
                var request = fields.Read(result, result.GetValue(name), species.Value, null);
                return await gateway.Post(
                    PlantsApi.LocalPath, JsonContent.Create(request, Wire.PlantRequest), Wire.PlantView, cancellationToken);
            },
            Wire.PlantView,
            Print);
    }

    private static Command Set()
    {
        var (id, name, fields) = (Id(), new Option<string?>("--name") { Description = "What to call it." },
            new DescriptionOptions());
        var set = new Command("set", "Describes a plant anew; an empty text takes something away.") { id, name };
        fields.AddTo(set);
        return set.Asks(
            async (result, gateway, cancellationToken) =>
            {
                var path = PathOf(result.GetRequiredValue(id));
                var before = await gateway.Get(path, Wire.PlantView, cancellationToken);
                if (before.Value is not { } plant) return before;
                var species = await fields.Species(result, gateway, cancellationToken);
                if (species.Problem is { } problem) return new(null, problem);
                var request = fields.Read(result, result.GetValue(name) ?? plant.Name, species.Value, plant);
                return await gateway.Put(path, JsonContent.Create(request, Wire.PlantRequest), Wire.PlantView, cancellationToken);
            },
            Wire.PlantView,
            Print);
    }

    private static Command Remove()
    {
        var id = Id();
        var data = new Option<string>(
            "--data")
            {
                Description =
                    "keep puts it away with its history; remove removes it and what was measured of it alone, for ever.",
                Required = true,
            };
        data.AcceptOnly("keep", "remove");
        return new Command("remove", "Gives a plant up.") { id, data }.Asks(
            (result, gateway, cancellationToken) => gateway.Delete(
                PathOf(result.GetRequiredValue(id), $"?data={result.GetValue(data)}"), Wire.PlantView, cancellationToken),
            Wire.PlantView,
            (plant, _) => Console.WriteLine(
                plant.PutAwayAt is null
                    ? "Removed. What was measured of it alone goes in the background."
                    : "Put away, with its history."));
    }

    private static void PrintAll(Page<PlantView> plants, string directory)
    {
        if (plants.Items.Count == 0)
        {
            Console.WriteLine($"No plant yet. Add one with: {OwnCommand.Line("plant add NAME", directory)}");
            return;
        }

        Console.WriteLine($"{"ID",-13}{"IS",-10}{"DEVICE",-19}NAME");
        foreach (var plant in plants.Items)
        {
            var watch = plant.Devices.LastOrDefault(watch => watch.To is null);
            Console.WriteLine(
                $"{plant.Id,-13}{Word(plant.Condition),-10}{(watch is null ? "-" : NameOf(watch)),-19}{plant.Name}");
        }
    }

    // As archives call it.
    private static string NameOf(WatchView watch) => ArchiveIds.Of(watch.DeviceId, watch.SoilChannel);

    private static string Word(PlantCondition condition) => condition switch
    {
        PlantCondition.Ok => "ok",
        PlantCondition.Warning => "warning",
        PlantCondition.Critical => "critical",
        _ => "unknown",
    };

    /// <summary>What describes a plant beside its name.</summary>
    private sealed class DescriptionOptions
    {
        private readonly Option<string?> _species = new(
            "--species") { Description = "Its species, by id or scientific name; `species search` finds it." };
        private readonly Option<string?> _place = new("--place") { Description = "Where it stands." };
        private readonly Option<string?> _notes = new("--notes") { Description = "Anything else." };

        public void AddTo(Command command)
        {
            foreach (var option in new[] { _species, _place, _notes }) command.Options.Add(option);
        }

        /// <summary>The id of the species that was given; an empty one takes it away.</summary>
        public async Task<LocalAnswer<string>> Species(
            ParseResult result, LocalGateway gateway, CancellationToken cancellationToken) =>
            result.GetValue(_species) is { Length: > 0 } typed
                ? await SpeciesChoice.Find(typed, gateway, cancellationToken)
                : new(result.GetValue(_species), null);

        public PlantRequest Read(ParseResult result, string? name, string? species, PlantView? before) => new()
        {
            Name = name,
            Species = species ?? before?.Species,
            Place = result.GetValue(_place) ?? before?.Place,
            Notes = result.GetValue(_notes) ?? before?.Notes,
        };
    }
}
