using System.Globalization;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.PlantEdit;

/// <summary>A form of a plant: a new one, or one that is there.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Back">Where whoever changes nothing goes.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="Notice">What has happened in the meantime; <c>null</c> where nothing has.</param>
/// <param name="Species">What it is.</param>
/// <param name="Name">How it is called.</param>
/// <param name="More">The other fields.</param>
/// <param name="Version">Of the plant, as it was read; <c>null</c> of a new one.</param>
/// <param name="Removal">How to give it up; <c>null</c> of a new one.</param>
public sealed record PlantEditView(
    Shell Shell,
    string Action,
    string Back,
    FormProblems Problems,
    string? Notice,
    FormField Name,
    SpeciesField Species,
    IReadOnlyList<FormField> More,
    string? Version,
    PlantRemovalView? Removal)
{
    /// <param name="shell">The frame.</param>
    /// <param name="form">What is in the fields.</param>
    /// <param name="wrong">What is wrong with them.</param>
    /// <param name="meant">Which species was meant.</param>
    /// <param name="around">What there is to choose from.</param>
    /// <param name="plant">The one that is there.</param>
    internal static PlantEditView Of(
        Shell shell, PlantForm form, IReadOnlyDictionary<string, string> wrong, SpeciesAnswer? meant, PlantSurroundings around,
        Plant? plant)
    {
        var words = shell.Words;
        var name = new FormField("name", words.PlantNameField, form.Name, wrong.GetValueOrDefault("name"))
        {
            IsRequired = true, MaxLength = Limits.MaxNameLength,
        };
        var species = SpeciesField.Of(words, form, wrong.GetValueOrDefault("species"), meant);
        var channel = form.Channel.ToString(CultureInfo.InvariantCulture);
        FormField[] more =
        [
            new("place", words.PlantPlaceField, form.Place, wrong.GetValueOrDefault("place"))
            {
                MaxLength = Limits.MaxNameLength, Suggestions = around.Places, Help = words.PlantPlaceHelp,
            },
            new("notes", words.PlantNotesField, form.Notes, wrong.GetValueOrDefault("notes"))
            {
                Type = "textarea", MaxLength = PlantRequest.MaxNotes,
            },
            new("device", words.PlantDeviceField, form.Device, wrong.GetValueOrDefault("device"))
            {
                Type = "select",
                    Choices = [new FormChoice(string.Empty, words.NoDevice), .. around.Devices.Select(one => one.Choice(words))],
                Help = around.Devices.Count == 0 ? words.NoDeviceYet : null,
            },
            new("channel", words.PlantProbeField, channel, wrong.GetValueOrDefault("channel"))
            {
                Type = "select", Choices = Probes, Help = words.PlantProbeHelp,
            },
            new("share", words.PlantShareField, form.Share ? "true" : null) { Type = "checkbox", Help = words.PlantShareHelp },
        ];
        return new PlantEditView(
            shell,
            plant is null ? "/plants/new" : $"/plants/{plant.Id}/edit",
            plant is null ? "/plants" : $"/plants/{plant.Id}",
            FormField.ProblemsOf(words, [name, species.Field, .. more]),
            wrong.GetValueOrDefault("version"),
            name,
            species,
            more,
            form.Version?.ToString(CultureInfo.InvariantCulture),
            plant is null ? null : PlantRemovalView.Of(words, plant, wrong.GetValueOrDefault("confirm")));
    }

    private static FormChoice[] Probes { get; } =
    [
        .. Enumerable.Range(SoilChannels.First, SoilChannels.Most - SoilChannels.First + 1)
            .Select(channel => channel.ToString(CultureInfo.InvariantCulture)).Select(text => new FormChoice(text, text)),
    ];
}

/// <summary>What there is around a plant: places that have been named, and devices.</summary>
/// <param name="Places">By name.</param>
/// <param name="Devices">Those that can watch.</param>
internal sealed record PlantSurroundings(IReadOnlyList<string> Places, IReadOnlyList<KnownDevice> Devices);

/// <summary>A device, and the plants that it watches.</summary>
/// <param name="Id">The device's.</param>
/// <param name="Name">The device's.</param>
/// <param name="Plants">Their names.</param>
internal sealed record KnownDevice(string Id, string Name, IReadOnlyList<string> Plants)
{
    public FormChoice Choice(IWords words) =>
        new(Id, Plants.Count == 0 ? Name : words.DeviceWith(Name, string.Join(", ", Plants)));
}

/// <summary>How a plant is given up.</summary>
/// <param name="Words">The language.</param>
/// <param name="Id">The plant's.</param>
/// <param name="IsPutAway">It was given up already, and is kept.</param>
/// <param name="Confirm">Its name, typed once more.</param>
public sealed record PlantRemovalView(IWords Words, string Id, bool IsPutAway, FormField Confirm)
{
    internal static PlantRemovalView Of(IWords words, Plant plant, string? problem) => new(
        words,
        plant.Id,
        plant.PutAwayAt is not null,
        new FormField("confirm", words.TypeItsName(plant.Name), null, problem) { MaxLength = Limits.MaxNameLength });
}
