using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>What a device sends beside what is read, and what becomes of it.</summary>
/// <param name="DeviceId">Which device.</param>
/// <param name="Ignored">What came and was not read.</param>
/// <param name="Mapped">Fields that are read because somebody said so.</param>
/// <param name="OfPreset">What the preset reads; <c>null</c> without one.</param>
/// <param name="Preset">Which preset it has.</param>
/// <param name="Fields">Of a field that is to be kept.</param>
/// <param name="Problems">What is wrong with those.</param>
public sealed record MappingPart(
    string DeviceId,
    IReadOnlyList<IgnoredField> Ignored,
    IReadOnlyList<MappedRow> Mapped,
    string? OfPreset,
    FormField Preset,
    IReadOnlyList<FormField> Fields,
    FormProblems Problems)
{
    /// <summary>Whether the form is open: something in it was not taken, or a field was chosen.</summary>
    public bool IsOpen { get; init; }

    internal static MappingPart Of(DeviceDetails details, IWords words, Refusal? refusal, string? chosen)
    {
        var mapping = details.Mapping;
        var preset = mapping.Preset is null ? null : MappingPresets.Find(mapping.Preset);
        var ignored = (details.Facts.Input?.Problems ?? []).Where(IgnoredField.CanBeMapped).ToList();
        var isRefused = refusal?.Form == MappingForm.Name;
        var typed = isRefused ? refusal!.Typed
            : new Dictionary<string, string> { [MappingForm.Field] = chosen ?? ignored.FirstOrDefault()?.Field ?? string.Empty };
        var fields = MappingForm.Fields(words, typed, isRefused ? refusal!.Problems : MappingForm.None);
        return new MappingPart(
            details.Facts.Device.Id,
            [.. ignored.Select(problem => IgnoredField.Of(problem, words))],
            [.. (mapping.Fields ?? []).Select(rule => MappedRow.Of(rule, words))],
            preset is null ? null : string.Join(", ", preset.Select(rule => $"{rule.Pointer} → {words.MappedAs(rule.As!)}")),
            new FormField(MappingForm.Preset, words.MappingPreset, mapping.Preset)
            {
                Type = "select", Help = words.MappingPresetHelp,
                Choices =
                [
                    new FormChoice(string.Empty, words.MappingNoPreset),
                    .. MappingPresets.Names.Select(name => new FormChoice(name, name)),
                ],
            },
            fields,
            FormField.ProblemsOf(words, fields))
        {
            IsOpen = isRefused || chosen is not null,
        };
    }
}

/// <summary>A field that came and was not read.</summary>
/// <param name="Field">Where it is.</param>
/// <param name="Example">What came the last time.</param>
/// <param name="Seen">How often.</param>
public sealed record IgnoredField(string Field, string Example, string Seen)
{
    /// <summary>Whether its name is one that a mapping can have: whole, and without control characters.</summary>
    internal static bool CanBeMapped(InputProblem problem) =>
        problem.Problem == InputProblems.Ignored && problem.Field is ['/', _, ..]
        && problem.Field.Length < InputNotes.MaxField && PrintableText.Strip(problem.Field) == problem.Field;

    internal static IgnoredField Of(InputProblem problem, IWords words) =>
        new(problem.Field, PrintableText.Strip(problem.Example), words.MappingSeen(problem.Count));

    /// <summary>Leads to the form with this field in it.</summary>
    public string Link(string device) => $"/devices/{device}?field={Uri.EscapeDataString(Field)}#mapping";
}

/// <summary>A field that is read because somebody said so.</summary>
/// <param name="Field">Where it is.</param>
/// <param name="As">What it is, and how its value is converted.</param>
public sealed record MappedRow(string Field, string As)
{
    internal static MappedRow Of(FieldRule rule, IWords words)
    {
        var unit = rule.Unit is null ? string.Empty : $", {words.MappingUnitName(rule.Unit)}";
        var factor = rule.Factor is { } by ? string.Create(CultureInfo.InvariantCulture, $" × {by}") : string.Empty;
        var offset = rule.Offset is { } add
            ? string.Create(CultureInfo.InvariantCulture, $" {add:+ 0.#####;− 0.#####}")
            : string.Empty;
        return new MappedRow(rule.Pointer!, words.MappedAs(rule.As!) + factor + offset + unit);
    }
}

/// <summary>One field of a mapping as a form has it.</summary>
internal static class MappingForm
{
    public const string Name = "mapping";
    public const string Field = "field";
    public const string Preset = "preset";

    private const string As = "as";
    private const string Channel = "channel";
    private const string Unit = "unit";
    private const string Factor = "factor";
    private const string Offset = "offset";

    private static readonly string[] All = [Field, As, Channel, Unit, Factor, Offset];

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    /// <summary>What there is to fill in, with what was typed.</summary>
    public static IReadOnlyList<FormField> Fields(
        IWords words, IReadOnlyDictionary<string, string> typed, IReadOnlyDictionary<string, string> problems)
    {
        return
        [
            Of(Field, words.MappingField) with
            {
                Help = words.MappingFieldHelp,
                IsRequired = true,
                MaxLength = FieldRule.MaxPointer,
            },
            Of(As, words.MappingKeepAs) with
            {
                Type = "select",
                Choices =
                [
                    .. MetricNames.Metrics.Select(metric => new FormChoice(Metrics.Name(metric), words.DeviceMetric(metric))),
                    .. ((string[])[FieldRule.Battery, FieldRule.Time, FieldRule.Ignore])
                        .Select(other => new FormChoice(other, words.MappedAs(other))),
                ],
            },
            Of(Channel, words.MappingChannel) with
            {
                Type = "number", Min = Text(SoilChannels.First), Max = Text(SoilChannels.Most),
                Value = typed.GetValueOrDefault(Channel) ?? Text(SoilChannels.First), Help = words.MappingChannelHelp,
            },
            Of(Unit, words.MappingUnit) with
            {
                Type = "select",
                Choices =
                [
                    new FormChoice(string.Empty, words.MappingOwnUnit),
                    .. FieldRule.Units.Select(unit => new FormChoice(unit, words.MappingUnitName(unit))),
                ],
            },
            Of(Factor, words.MappingFactor) with { MaxLength = 20 },
            Of(Offset, words.MappingOffset) with { Help = words.MappingFactorHelp, MaxLength = 20 },
        ];

        FormField Of(string name, string label) =>
            new(name, label, typed.GetValueOrDefault(name), problems.GetValueOrDefault(name)) { Scope = Name };
    }

    /// <summary>The device's mapping with what a form says, or what is wrong with it.</summary>
    public static (FieldMapping? Mapping, Refusal? Refusal) Read(IFormCollection form, FieldMapping mapping, IWords words)
    {
        var typed = All.ToDictionary(name => name, name => form[name].ToString().Trim());
        var problems = new Dictionary<string, string>();
        var metric = MetricNames.Find(typed[As]);
        var channel = Whole(typed[Channel]);
        if (channel is not (>= SoilChannels.First and <= SoilChannels.Most))
            problems[Channel] = words.DeviceSettingProblem(SoilChannels.First, SoilChannels.Most);
        else if (channel != SoilChannels.First && (metric is null || !Metrics.IsOfSoil(metric.Value)))
            problems[Channel] = words.MappingChannelHelp;
        var rule = new FieldRule
        {
            Pointer = typed[Field],
            As = metric is { } soil && channel is { } which && problems.Count == 0 ? SoilChannels.Name(soil, which) : typed[As],
            Unit = typed[Unit].Length == 0 ? null : typed[Unit],
            Factor = Number(typed[Factor]),
            Offset = Number(typed[Offset]),
        };
        foreach (var place in FieldMappingRules.Check(new FieldMapping { Fields = [rule] }).Keys)
        {
            var name = place[(place.IndexOf('.', StringComparison.Ordinal) + 1)..];
            problems.TryAdd(name == "pointer" ? Field : name, words.MappingProblem(name));
        }

        var with = mapping.With([rule]);
        if (with.Fields!.Count > FieldMapping.MaxFields) problems.TryAdd(Field, words.MappingTooMany(FieldMapping.MaxFields));
        return problems.Count == 0 ? (with, null) : (null, new Refusal(Name, typed, problems));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Whole(string text) =>
        text.Length == 0 ? SoilChannels.First
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Nothing is nothing; what is no number is one that cannot be.
    private static double? Number(string text) =>
        text.Length == 0 ? null
        : double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : double.NaN;
}
