using System.Text;

namespace PlantOps.Benchmarks.Reports;

/// <summary>The one table, as Markdown that also reads well in a terminal.</summary>
internal static class Table
{
    private static readonly string[] Head =
    [
        "Measure", "mosquitto alone (stores nothing)", "mosquitto + Python + PostgreSQL", "PlantOps gateway (on disk before it acknowledges)",
        "Gateway : other, median (min–max)", "Reach",
    ];

    public static string Markdown(IReadOnlyList<Row> rows)
    {
        IReadOnlyList<IReadOnlyList<string>> lines = [Head, .. rows.Select(row => row.Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => lines.Max(line => line[column].Length)).ToList();
        var text = new StringBuilder();
        text.AppendLine(Line(Head, widths));
        text.AppendLine(Line([.. widths.Select(width => new string('-', width))], widths));
        foreach (var row in rows) text.AppendLine(Line(row.Cells, widths));
        return text.ToString();
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths) =>
        "| " + string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))) + " |";
}
