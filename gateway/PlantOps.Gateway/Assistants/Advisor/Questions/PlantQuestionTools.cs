using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;
using static PlantOps.Gateway.Assistants.Tools.ToolSchema;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>
/// What a model may look up to answer a question: of the plant that the question is about, and of no other, since nothing takes
/// the name or id of one. Nothing of it changes anything.
/// </summary>
internal sealed class PlantQuestionTools(
    HistoryTool history, PlantJournal journal, OpenAlerts open, SpeciesCatalogue species, LatestReadings latest,
    DryForecasts forecasts, DeviceRegistry devices, AnswerParts parts)
{
    private const long Hour = 60 * 60 * 1000;
    private const int MaxEntries = 12;
    private const int MaxAlerts = 5;

    private static readonly string[] Ops = ["difference", "mean", "min", "max", "sum", "ratio", "days_since"];

    private static readonly (string Name, long Length, int Points)[] Periods =
        [("day", 24 * Hour, 8), ("week", 7 * 24 * Hour, 8), ("month", 30 * 24 * Hour, 10), ("year", 365 * 24 * Hour, 12)];

    /// <summary>The tools of one question.</summary>
    /// <param name="plant">Of which plant.</param>
    /// <param name="facts">Where each figure of an answer goes.</param>
    public IReadOnlyList<AssistantTool> Of(Plant plant, QuestionFacts facts) =>
    [
        new(
            "latest_values", "Latest values", "The latest value of everything that is measured, figures worked out of it, and"
            + " alerts that go on.",
            Object([]), Object([]), _ => Latest(plant, facts)),
        new(
            "history", "History", "How a metric was over a time: lowest, highest, and the mean of each part of that time.",
            Object(["period"], Choice("metric", MetricNames.All), Choice("period", Periods.Select(one => one.Name))), Object([]),
            call => History(plant, facts, call.Arguments)),
        new(
            "journal", "Journal", "What people did to the plant, the newest first, and how long ago.",
            Object([]), Object([]), _ => Journal(plant, facts)),
        new(
            "species", "Species", "What its species needs.",
            Object([]), Object([]), _ => Species(plant, facts)),
        new(
            "compute", "Work out", "Works out a new figure of facts by their references. days_since takes one.",
            Object(["op", "refs"], Choice("op", Ops), "\"refs\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"),
            Object([]),
            call => Compute(facts, call.Arguments)),
    ];

    /// <summary>What a call is called while somebody waits.</summary>
    public static string StepOf(string tool, IDictionary<string, object?>? arguments) => tool switch
    {
        "latest_values" => QuestionSteps.Latest,
        "journal" => QuestionSteps.Journal,
        "species" => QuestionSteps.Species,
        "compute" => QuestionSteps.Working,
        "history" when arguments?.TryGetValue("period", out var period) == true && period is JsonElement
        {
            ValueKind: JsonValueKind.String,
        } given => given.GetString() switch
        {
            "day" => QuestionSteps.Day,
            "month" => QuestionSteps.Month,
            "year" => QuestionSteps.Year,
            _ => QuestionSteps.Week,
        },
        "history" => QuestionSteps.Week,
        _ => QuestionSteps.Thinking,
    };

    private ToolAnswer Latest(Plant plant, QuestionFacts facts)
    {
        var (rows, says) = (new List<FactRow>(), new List<string>());
        if (plant.Watched is { } watch && latest.Of(watch.Stream) is { } reading && reading.Time >= watch.From)
        {
            var device = devices.Find(watch.Device)?.Id;
            foreach (var metric in MetricNames.Metrics)
            {
                var (name, value, quality) = (Metrics.Name(metric), reading.Values[metric], reading.Qualities[metric]);
                if (quality != Quality.Ok) says.Add($"{name}: cannot be trusted ({Qualities.Name(quality)})");
                else if (double.IsFinite(value)) rows.Add(facts.Add(Measured(reading, name, value, metric, device)));
            }
        }
        else
        {
            says.Add("No device measures it.");
        }

        var known = forecasts.Of(plant);
        Add("dew_point", known.DewPoint, "°C", known.AirMeasuredAt);
        Add("light_today", known.LightToday, "mol/m²", parts.Now);
        Add("light_yesterday", known.LightYesterday, "mol/m²", parts.Now);
        foreach (var alert in open.Of(plant.Id).Select(one => one.Value).Take(MaxAlerts))
        {
            says.Add($"alert: {AnswerParts.Text(alert).One}. {AnswerParts.Text(alert).Advice}");
            rows.Add(facts.Add(facts.Since(alert.RaisedAt, "alert_since") with { Rule = alert.Rule.Id }));
        }

        return Answer(new FactRows { Facts = rows, Says = says });

        void Add(string name, double? value, string unit, long? at)
        {
            if (value is null) return;
            rows.Add(facts.Add(new CareFact { Name = name, Kind = CareFactKind.Figure, Value = value, Unit = unit, At = at }));
        }
    }

    private ToolAnswer History(Plant plant, QuestionFacts facts, ToolArguments given)
    {
        var name = given.Choice("metric", [.. MetricNames.All]) ?? Metrics.Name(Metric.SoilMoisture);
        var period = given.Choice("period", [.. Periods.Select(one => one.Name)]) ?? "week";
        if (given.Problem is { } problem) return problem;
        var (metric, (_, length, points)) = (MetricNames.Find(name)!.Value, Periods.First(one => one.Name == period));
        var found = history.Of(plant, metric, parts.Now - length, parts.Now, points);
        var device = plant.Watched is { } watch ? devices.Find(watch.Device)?.Id : null;
        var label = facts.NameOf(name);
        var rows = new List<FactRow>();
        Add("lowest", found.Min.Min(), found.To);
        Add("highest", found.Max.Max(), found.To);
        for (var i = 0; i < found.Mean.Count; i++)
            Add("mean", found.Mean[i], found.From.AddSeconds(found.PeriodSeconds * (double)(i + 1)));
        var gap = rows.Count == 0 ? "Nothing was measured then." : "Some of it was not measured.";
        return Answer(new FactRows { Facts = rows, Says = found.Gaps.Count == 0 ? null : [gap] });

        void Add(string of, double? value, DateTimeOffset at)
        {
            if (value is null || facts.IsFull) return;
            var fact = new CareFact
            {
                Name = $"{name}_{of}", Kind = CareFactKind.Figure, Value = value, Unit = found.Unit, Device = device,
                At = Math.Min(at.ToUnixTimeMilliseconds(), parts.Now), Field = period,
            };
            rows.Add(facts.Add(fact, $"{label}, {facts.NameOf(of)}"));
        }
    }

    private ToolAnswer Journal(Plant plant, QuestionFacts facts)
    {
        var entries = journal.Read(PlantJournal.Of(plant.Id) with { Backwards = true, Limit = MaxEntries });
        var (rows, untrusted) = (new List<FactRow>(), new List<UntrustedText>());
        foreach (var entry in entries.Select(one => one.Value))
        {
            if (facts.IsFull) break;
            var kind = entry.Kind.ToString().ToLowerInvariant();
            var since = facts.Since(entry.At, "since_entry") with { Kind = CareFactKind.Journal, Entry = entry.Id };
            rows.Add(facts.Add(since, $"{kind}: {facts.NameOf("since_entry")}"));
            if (entry.AmountMl is { } amount)
            {
                rows.Add(facts.Add(
                    since with { Name = "amount", Value = amount, Unit = "ml" }, $"{kind}: {facts.NameOf("amount")}"));
            }

            if (parts.Item(entry).UntrustedText is { Text.Length: > 0 } text) untrusted.Add(text with { By = null });
        }

        var (some, more) = ToolAnswer.Fit(untrusted, AssistantsJson.Brief.UntrustedText, ToolAnswer.MaxBytes / 3);
        return Answer(new FactRows { Facts = rows, Untrusted = some.Count > 0 ? some : null, More = more ? true : null });
    }

    private ToolAnswer Species(Plant plant, QuestionFacts facts)
    {
        if (plant.Species is not { } id || species.Find(id) is not { } known) return ToolAnswer.Refuse("Nobody said what it is.");
        var (profile, rows) = (known.Profile, new List<FactRow>());
        AddRange("soil_moisture", "%", profile.Soil);
        AddRange("temperature", "°C", profile.Temperature);
        AddRange("humidity", "%", profile.Humidity);
        Add("daily_light_low", "light.min_daily", profile.Light?.MinDaily, "mol/m²");
        Add("daily_light_high", "light.max_daily", profile.Light?.MaxDaily, "mol/m²");
        if (SpeciesTools.IsBuiltIn(known))
        {
            Say(CareFactNames.Watering, SpeciesFields.Watering, profile.Watering);
            Say(CareFactNames.Feeding, SpeciesFields.Feeding, profile.Feeding);
            return Answer(new FactRows { Facts = rows, Says = [profile.ScientificName] });
        }

        UntrustedText[] texts =
        [
            new() { Name = ToolAnswer.Cut(profile.ScientificName, 200) }, new() { Text = ToolAnswer.Cut(profile.Watering) },
            new() { Text = ToolAnswer.Cut(profile.Feeding) },
        ];
        return Answer(new FactRows { Facts = rows, Untrusted = texts });

        void AddRange(string name, string unit, MetricRange? range)
        {
            Add($"{name}_low", $"{name}.low", range?.Low, unit);
            Add($"{name}_high", $"{name}.high", range?.High, unit);
            Add($"{name}_critical_low", $"{name}.critical_low", range?.CriticalLow, unit);
        }

        void Add(string name, string field, double? value, string unit)
        {
            if (value is null) return;
            var fact = new CareFact { Name = name, Kind = CareFactKind.Species, Value = value, Unit = unit, Field = field };
            rows.Add(facts.Add(fact));
        }

        void Say(string name, string field, string? text)
        {
            if (text is null) return;
            var fact = new CareFact { Name = name, Kind = CareFactKind.Species, Text = ToolAnswer.Cut(text), Field = field };
            rows.Add(facts.Add(fact));
        }
    }

    private static ToolAnswer Compute(QuestionFacts facts, ToolArguments given)
    {
        var (op, refs) = (given.Choice("op", Ops), given.Texts("refs", QuestionFacts.MaxFacts));
        if (op is null && given.Problem is null) given.Say("op", "is missing");
        if (given.Problem is { } problem) return problem;
        if (facts.IsFull) return ToolAnswer.Refuse("That are too many figures for one answer.");
        var (row, wrong) = facts.Compute(op!, refs);
        return row is null ? ToolAnswer.Refuse(wrong!) : Answer(new FactRows { Facts = [row] });
    }

    private static CareFact Measured(Reading reading, string name, double value, Metric metric, string? device) => new()
    {
        Name = name, Kind = CareFactKind.Reading, Value = value, Unit = Metrics.Unit(metric), At = reading.Time, Device = device,
        Boot = reading.Boot < 0 ? null : reading.Boot, Seq = reading.Sequence < 0 ? null : reading.Sequence,
    };

    private static ToolAnswer Answer(FactRows rows) => ToolAnswer.Of(rows, QuestionCaseJson.Brief.FactRows);
}
