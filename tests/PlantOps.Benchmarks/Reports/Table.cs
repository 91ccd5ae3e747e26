using System.Text;

namespace PlantOps.Benchmarks.Reports;

/// <summary>A table as Markdown that also reads well in a terminal.</summary>
internal static class Table
{
    private static readonly string[] Head =
    [
        "Measure", "mosquitto alone (stores nothing)", "mosquitto + Python + PostgreSQL",
        "PlantOps gateway (on disk before it acknowledges)", "Gateway : other, median (min–max)", "Reach",
    ];

    public static string Markdown(IReadOnlyList<Row> rows) => Markdown(Head, [.. rows.Select(row => row.Cells)]);

    public static string Markdown(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<IReadOnlyList<string>> lines = [head, .. rows];
        var widths = Enumerable.Range(0, head.Count).Select(column => lines.Max(line => line[column].Length)).ToList();
        var text = new StringBuilder();
        text.AppendLine(Line(head, widths));
        text.AppendLine(Line([.. widths.Select(width => new string('-', width))], widths));
        foreach (var row in rows) text.AppendLine(Line(row, widths));
        return text.ToString();
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths) =>
        "| " + string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))) + " |";
}
