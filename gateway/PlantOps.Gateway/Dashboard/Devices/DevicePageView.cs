using System.Globalization;
using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>One device.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Row">As in the list.</param>
/// <param name="Probes">What was measured last, by soil probe.</param>
/// <param name="About">What it is.</param>
/// <param name="Settings">What it should be and is.</param>
/// <param name="Commands">What it can be told, for whoever may.</param>
/// <param name="Life">What can become of it, for whoever may.</param>
/// <param name="Mapping">What it sends beside, for whoever may say what that is.</param>
public sealed record DevicePageView(
    Shell Shell,
    DeviceRow Row,
    IReadOnlyList<ProbeNow> Probes,
    IReadOnlyList<Fact> About,
    SettingsPart Settings,
    CommandsPart? Commands,
    LifePart? Life,
    MappingPart? Mapping)
{
    internal static DevicePageView Of(Shell shell, Speech speech, DeviceDetails details, Refusal? refusal, string? chosen = null)
    {
        var (words, device, id) = (shell.Words, details.Facts.Device, details.Facts.Device.Id);
        var isManaged = shell.Who!.MayManage && device.RetiredAt is null;
        var form = new DeviceSettingsForm(details.Settings);
        var isRefused = refusal?.Form == Refusal.Settings;
        var fields = isManaged ? form.Fields(words, isRefused ? refusal : null) : [];
        return new DevicePageView(
            shell,
            DeviceRow.Of(details.Facts, speech),
            [.. details.Latest.Select(latest => ProbeNow.Of(latest.Channel, latest.Reading, speech, details.Latest.Count > 1))],
            AboutOf(details, speech, isManaged),
            new SettingsPart(
                words.DeviceSettingsAre(details.SettingsState),
                details.SettingsState,
                [.. details.Refused.Select(one => $"{one.Name}: {one.Reason}")],
                form.Rows(words),
                fields,
                isRefused && refusal!.Problems.Count == 0 ? words.DeviceNothingChanged : null,
                FormField.ProblemsOf(words, fields)),
            isManaged ? CommandsPart.Of(details, words, refusal) : null,
            isManaged ? LifePart.Of(id, device.Name, device.ReleasedAt is not null, words, refusal) : null,
            isManaged ? MappingPart.Of(details, words, refusal, chosen) : null);
    }

    private static IReadOnlyList<Fact> AboutOf(DeviceDetails details, Speech speech, bool isManaged)
    {
        var (words, facts, shown) = (speech.Words, details.Facts, details.Shown);
        var has = shown.Capabilities;
        var heartbeat = facts.Heartbeat;
        (string Name, string? Text)[] all =
        [
            (words.SignalTitle, DeviceRow.SignalOf(facts, words)),
            (words.WaitingTitle, heartbeat?.Buffered is { } buffered ? Speech.Tight(words.ReadingsWait(buffered)) : null),
            (words.DeviceLost, heartbeat?.Lost is > 0 and var lost ? lost.ToString(CultureInfo.InvariantCulture) : null),
            (words.DeviceBattery, heartbeat?.Battery is { } battery ? $"{battery}\u00a0%" : null),
            (words.DeviceClock, facts.Input is { ClockAhead: not 0 and var ahead } ? words.DeviceClockIsWrong(ahead) : null),
            (words.DeviceDoubted, DoubtedOf(facts.Input, isIgnored: false)),
            (words.DeviceIgnored, isManaged ? null : DoubtedOf(facts.Input, isIgnored: true)),
            (words.DeviceRunsFor, heartbeat?.UptimeSeconds is { } uptime ? speech.Duration(uptime * 1000) : null),
            (words.DeviceMeasuresEvery, Every(shown.IntervalS, speech)),
            (words.DeviceFirmware, shown.FirmwareVersion ?? words.DeviceUnknownValue),
            (words.DeviceBoard, shown.Model ?? words.DeviceUnknownValue),
            (words.DeviceSensors, shown.Sensors.Count == 0 ? null : string.Join(", ", shown.Sensors)),
            (words.DeviceMemory, has is null ? null
                : $"{words.DeviceSize(has.HeapBytes)}, {words.DeviceSize(has.PsramBytes)}, {words.DeviceSize(has.FlashBytes)}"),
            (words.DeviceHardware, shown.HardwareId),
            (words.DeviceTrustsTitle, words.DeviceTrusts(details.Trust)),
        ];
        return
        [
            .. all.Where(one => one.Text is not null).Select(one => new Fact(one.Name, one.Text!, null)),
            new Fact(words.DeviceLetIn, null, shown.RegisteredAt),
        ];
    }

    private static string? DoubtedOf(InputReport? input, bool isIgnored)
    {
        var some = input?.Problems.Where(problem => problem.Problem == InputProblems.Ignored == isIgnored).ToList();
        return some is null or { Count: 0 } ? null : string.Join(", ", some.Select(TextOf));

        static string TextOf(InputProblem problem) => PrintableText.Strip(
            string.Create(CultureInfo.InvariantCulture, $"{problem.Field} ({problem.Count}\u00d7 {problem.Example})"));
    }

    private static string Every(int seconds, Speech speech) =>
        seconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{seconds}\u00a0s") : speech.Duration(seconds * 1000L);
}

/// <summary>Something that is known, in words or as a time.</summary>
/// <param name="Name">What.</param>
/// <param name="Text">In words.</param>
/// <param name="At">As a time, Unix milliseconds UTC.</param>
public sealed record Fact(string Name, string? Text, long? At);

/// <summary>What a device measured last.</summary>
/// <param name="Title">Which soil probe; <c>null</c> where there is only one.</param>
/// <param name="At">When, Unix milliseconds UTC.</param>
/// <param name="Values">Each metric, or why there is none.</param>
public sealed record ProbeNow(string? Title, long At, IReadOnlyList<Fact> Values)
{
    internal static ProbeNow Of(int channel, Reading reading, Speech speech, bool isOneOfMany)
    {
        var words = speech.Words;
        var values = MetricNames.Metrics
            .Where(metric => channel == SoilChannels.First || Metrics.IsOfSoil(metric))
            .Select(metric => (Metric: metric, Text: TextOf(reading, metric, speech)))
            .Where(value => value.Text is not null)
            .Select(value => new Fact(words.DeviceMetric(value.Metric), value.Text, null));
        return new ProbeNow(isOneOfMany ? words.DeviceProbe(channel) : null, reading.Time, [.. values]);
    }

    private static string? TextOf(in Reading reading, Metric metric, Speech speech)
    {
        var (value, quality) = (reading.Values[metric], reading.Qualities[metric]);
        var text = double.IsFinite(value) ? speech.Value(value, metric) : null;
        if (quality == Quality.Ok) return text;
        var why = speech.Words.DeviceQuality(quality);
        return text is null ? why : $"{text}, {why}";
    }
}

/// <summary>What a device should be and is.</summary>
/// <param name="Says">Whether that is the same, in words.</param>
/// <param name="State">The same by its name.</param>
/// <param name="Refused">What it did not take and why, in its words.</param>
/// <param name="Rows">Each setting.</param>
/// <param name="Fields">A form that changes them; none where whoever looks may not.</param>
/// <param name="Notice">What to say of what was sent.</param>
/// <param name="Problems">What is wrong with it.</param>
public sealed record SettingsPart(
    string Says,
    string State,
    IReadOnlyList<string> Refused,
    IReadOnlyList<SettingRow> Rows,
    IReadOnlyList<FormField> Fields,
    string? Notice,
    FormProblems Problems)
{
    /// <summary>Whether the form is open: something in it was not taken.</summary>
    public bool IsOpen => Problems.Fields.Count > 0 || Notice is not null;
}

/// <summary>What a device can be told now.</summary>
/// <param name="Harmless">What can be undone.</param>
/// <param name="Grave">What cannot, and asks for the device's name.</param>
/// <param name="Told">What became of the last; <c>null</c> where there was none.</param>
/// <param name="ToldAt">When that was, Unix milliseconds UTC.</param>
/// <param name="WhyNot">Why nothing can be told; <c>null</c> where it can.</param>
public sealed record CommandsPart(
    IReadOnlyList<CommandChoice> Harmless, IReadOnlyList<GraveStep> Grave, string? Told, long ToldAt, string? WhyNot)
{
    private static readonly string[] Simple = [CommandNames.Identify, CommandNames.ReadNow, CommandNames.Restart];
    private static readonly string[] Final = [CommandNames.ForgetWifi, CommandNames.FactoryReset];

    /// <summary>Whether a command asks for the device's name first.</summary>
    public static bool IsGrave(string command) => Final.Contains(command);

    /// <summary>Whether it is one that this page has.</summary>
    public static bool Has(string command) => Simple.Contains(command) || IsGrave(command);

    internal static CommandsPart Of(DeviceDetails details, IWords words, Refusal? refusal)
    {
        var (device, last) = (details.Facts.Device, details.LastCommand);
        return new CommandsPart(
            [.. Simple.Select(name => new CommandChoice(name, words.DeviceCommand(name)))],
            [
                .. Final.Select(name => GraveStep.Of(
                    name, $"/devices/{device.Id}/commands", words.DeviceCommand(name), words.DeviceCommandWarning(name)!,
                    device.Name, words, refusal)),
            ],
            last is null ? null : words.DeviceTold(words.DeviceCommand(last.Name), last.Answer?.Result, last.Answer?.Reason),
            last?.At ?? 0,
            details.CanBeTold ? null : words.DeviceCommandsNeedIt);
    }
}

/// <summary>Something to tell a device.</summary>
/// <param name="Name">On the wire.</param>
/// <param name="Text">On its button.</param>
public sealed record CommandChoice(string Name, string Text);

/// <summary>Something that cannot be undone: the device's name is typed first.</summary>
/// <param name="Name">What it is, as it is sent.</param>
/// <param name="Action">Where.</param>
/// <param name="Text">On its button.</param>
/// <param name="Help">What comes of it.</param>
/// <param name="Confirm">Where the name is typed.</param>
public sealed record GraveStep(string Name, string Action, string Text, string Help, FormField Confirm)
{
    internal static GraveStep Of(
        string name, string action, string text, string help, string device, IWords words, Refusal? refusal)
    {
        var field = FieldOf(name);
        var isRefused = refusal?.Form == field;
        return new GraveStep(name, action, text, help, new FormField(
            field,
            words.DeviceConfirm(device),
            isRefused ? refusal!.Typed[field] : null,
            isRefused ? refusal!.Problems[field] : null)
        {
            IsRequired = true,
        });
    }

    /// <summary>The field of what it confirms: each of a page is another one.</summary>
    public static string FieldOf(string name) => "confirm-" + name;
}

/// <summary>What can become of a device.</summary>
/// <param name="Rename">Its name.</param>
/// <param name="Problems">What is wrong with that.</param>
/// <param name="Grave">What cannot be undone.</param>
public sealed record LifePart(FormField Rename, FormProblems Problems, IReadOnlyList<GraveStep> Grave)
{
    public const string Release = "release";
    public const string Retire = "retire";

    internal static LifePart Of(string id, string name, bool isReleased, IWords words, Refusal? refusal)
    {
        var isRefused = refusal?.Form == "name";
        var (typed, problem) = isRefused ? (refusal!.Typed["name"], refusal.Problems["name"]) : (name, null);
        var field = new FormField("name", words.DeviceName, typed, problem)
        {
            IsRequired = true, MaxLength = Contracts.Limits.MaxNameLength,
        };
        var release = GraveStep.Of(Release, $"/devices/{id}/release", words.DeviceRelease, words.DeviceReleaseHelp, name, words,
            refusal);
        var retire = GraveStep.Of(Retire, $"/devices/{id}/retire", words.DeviceRetire, words.DeviceRetireHelp, name, words,
            refusal);
        return new LifePart(field, FormField.ProblemsOf(words, field), isReleased ? [retire] : [release, retire]);
    }
}
