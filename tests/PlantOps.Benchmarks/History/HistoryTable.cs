using System.Globalization;
using PlantOps.Benchmarks.Reports;

namespace PlantOps.Benchmarks.History;

/// <summary>What each store came to, side by side, and what was meant to be reached.</summary>
internal sealed class HistoryTable(HistoryPlan plan)
{
    private const int Sqlite = 0;
    private const int Postgres = 1;
    private const int LiteDb = 3;
    private const double Megabyte = 1e6;

    private readonly List<HistoryFigures> _figures = [];

    /// <summary>Messages a second into PostgreSQL: the gateway's, and one INSERT a message.</summary>
    public (Samples Gateway, Samples Inserts)? Durable { get; set; }

    /// <summary>Whether there is enough to compare.</summary>
    public bool IsComparable => _figures.Count > LiteDb;

    public void Add(HistoryFigures figures) => _figures.Add(figures);

    public string Markdown() => $"""
        {plan.Devices} devices, {plan.Days} days at a reading a minute, {plan.Readings:N0} readings of four values, the same for everyone.

        {Figures()}

        {Reaches()}

        - SQLite: Microsoft.Data.Sqlite in the measuring process, WAL, `synchronous=FULL`, 500 readings a transaction. PostgreSQL: the
          table of the pipeline above, indexed by device and time, filled by binary COPY, 500 readings a commit. InfluxDB: Debian's 1.6
          over HTTP, 5,000 readings a request, its size after compaction. PlantOps: over MQTT with TLS in batches of 500 as devices send
          them, with everything that it keeps beside the values (boot, sequence, qualities, rollups, which readings are stored).
        - Times are medians of {Queries} questions, each of another device and range, until the last value had arrived: for SQLite from a
          library call, for PostgreSQL over its binary protocol, for InfluxDB and PlantOps as JSON over HTTP and HTTPS. "In the store" is
          the part that PlantOps says of itself, from the question to the readings in memory; it is what the other two are compared with.
        - A year is asked for as {Points} periods with minimum, mean, maximum and count of each metric.
        - Memory is what the server's processes held after the questions; for PlantOps on PostgreSQL with PostgreSQL's own.
        """;

    private const int Points = 500;

    private int Queries => _figures[0].Day.Client.Count;

    private string Figures() => Table.Markdown(
        ["Measure", .. _figures.Select(figures => figures.Name)],
        [
            Row("Bytes a reading", figures => Text((double)figures.Bytes / plan.Readings, "0.0")),
            Row("Size, MB", figures => Text(figures.Bytes / Megabyte, "N0")),
            Row("Filling, readings/s", figures => Text(figures.Rate, "N0")),
            Row("24 h, every reading, ms", figures => Time(figures.Day)),
            Row("30 days, every reading, ms", figures => Time(figures.Month)),
            Row("A year in 500 periods, ms", figures => Time(figures.Year)),
            Row("Resident memory, MB", figures => figures.Resident is { } bytes ? Text(bytes / Megabyte, "N0") : ""),
        ]);

    private string Reaches()
    {
        var (sqlite, postgres, mine) = (_figures[Sqlite], _figures[Postgres], _figures[LiteDb]);
        List<IReadOnlyList<string>> rows =
        [
            Reached("Size of SQLite's table : LiteDB store", (double)sqlite.Bytes / mine.Bytes, 8),
            Reached("Size of PostgreSQL's table : LiteDB store", (double)postgres.Bytes / mine.Bytes, 15),
            Reached("30 days, PostgreSQL's table : in the LiteDB store", postgres.Month.Client.Median / mine.Month.Store.Median,
                4),
            Reached("30 days, SQLite's table : in the LiteDB store", sqlite.Month.Client.Median / mine.Month.Store.Median, 3),
            Reached("24 h, PostgreSQL's table : in the LiteDB store", postgres.Day.Client.Median / mine.Day.Store.Median,
                1 / 1.5),
            ["30 days, PostgreSQL's table : JSON at a client of PlantOps on LiteDB",
                Text(postgres.Month.Client.Median / mine.Month.Client.Median, "0.00") + "×", ""],
            ["24 h, PostgreSQL's table : JSON at a client of PlantOps on LiteDB",
                Text(postgres.Day.Client.Median / mine.Day.Client.Median, "0.00") + "×", ""],
            ["A year in 500 periods, PlantOps on LiteDB, in the store", Text(mine.Year.Store.Median, "0.0") + " ms",
                Reach.AtMost(50, mine.Year.Store.Median, " ms")],
        ];
        if (Durable is var (gateway, inserts))
        {
            var ratio = gateway.RatioTo(inserts);
            rows.Add([
                $"Messages/s into PostgreSQL, 50 clients × 20 in flight: PlantOps {gateway.Text("N0")} : one INSERT a message {inserts.Text("N0")}",
                ratio.TextWithSpread("0.0", "×"), Reach.AtLeast(15, ratio.Median, "×")]);
        }

        return Table.Markdown(["Ratio", "Figure", "Reach"], rows);
    }

    private IReadOnlyList<string> Row(string measure, Func<HistoryFigures, string> cell) => [measure, .. _figures.Select(cell)];

    private static IReadOnlyList<string> Reached(string what, double ratio, double goal) =>
        [what, Text(ratio, "0.0") + "×", Reach.AtLeast(goal, ratio, "×")];

    private static string Time(QueryFigures figures) =>
        figures.Client.TextWithSpread("0.0") + (figures.Store.Any ? $"; in the store {figures.Store.Text("0.0")}" : "");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
