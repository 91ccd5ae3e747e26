using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Compare;

/// <summary>Plants beside each other, or one beside itself before.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Fields">What is chosen.</param>
/// <param name="Rows">Each line of the chart, in words.</param>
/// <param name="Source">Where its data come from.</param>
/// <param name="Unit">Of its values.</param>
public sealed record CompareView(
    Shell Shell, IReadOnlyList<FormField> Fields, IReadOnlyList<CompareRow> Rows, string Source, string Unit)
{
    /// <summary>Of more plants than these a list is no help; those that are chosen are in it all the same.</summary>
    private const int MaxOffered = 300;

    internal static CompareView Of(
        Shell shell, Speech speech, CompareQuery query, IReadOnlyList<Plant> plants, IReadOnlyList<ComparedLine> lines)
    {
        var words = shell.Words;
        var offered = plants.OrderBy(plant => plant.Name, StringComparer.OrdinalIgnoreCase).Take(MaxOffered)
            .Union(lines.Select(line => line.Plant)).Select(plant => new FormChoice(plant.Id, plant.Name)).ToList();
        var fields = new List<FormField>
        {
            new("metric", words.WhatIsShown, Metrics.Name(query.Choice.Metric))
            {
                Type = "select", Choices = [.. PlantPage.PlantView.Shown.Select(
                    metric => new FormChoice(Metrics.Name(metric), words.MetricName(Metrics.Name(metric))))],
            },
            new("days", words.OfHowLong, query.Choice.Days.ToString(CultureInfo.InvariantCulture))
            {
                Type = "select", Choices = [.. PlantPage.PlantView.Days.Select(
                    days => new FormChoice(days.ToString(CultureInfo.InvariantCulture), words.Days(days)))],
            },
        };
        for (var i = 0; i < CompareQuery.MaxPlants; i++)
        {
            fields.Add(new FormField("plant", words.PlantNumber(i + 1), query.Plants.ElementAtOrDefault(i) ?? string.Empty)
            {
                Type = "select", Scope = $"{i}", Choices = [new FormChoice(string.Empty, words.NoFurtherPlant), .. offered],
            });
        }

        return new CompareView(
            shell, fields, [.. lines.Select((line, at) => CompareRow.Of(line, at, query, speech))], query.Source(),
            Metrics.Unit(query.Choice.Metric));
    }
}

/// <summary>A line of the chart, in words.</summary>
/// <param name="Ink">Its colour, as style sheets know it.</param>
/// <param name="Name">Whose it is, and of when.</param>
/// <param name="Least">The least that was measured.</param>
/// <param name="Mean">The mean of all.</param>
/// <param name="Most">The most.</param>
public sealed record CompareRow(string Ink, string Name, string Least, string Mean, string Most)
{
    internal static readonly string[] Inks = ["water", "critical", "ok", "warning"];

    internal static CompareRow Of(ComparedLine line, int at, CompareQuery query, Speech speech)
    {
        var known = line.Points.Where(point => !point.IsGap).ToList();
        var name = line.IsBefore ? speech.Words.TheTimeBefore(speech.Words.Days(query.Choice.Days)) : line.Plant.Name;
        return new CompareRow(Inks[at % Inks.Length], name, Text(known.Count == 0 ? null : known.Min(point => point.Min)),
            Text(known.Count == 0 ? null : known.Average(point => point.Mean)),
                Text(known.Count == 0 ? null : known.Max(point => point.Max)));

        string Text(double? value) => speech.Value(value, query.Choice.Metric);
    }
}
