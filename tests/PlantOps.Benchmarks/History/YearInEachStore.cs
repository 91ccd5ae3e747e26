using System.Diagnostics;
using PlantOps.Benchmarks.Measurements;

namespace PlantOps.Benchmarks.History;

/// <summary>The same history in each kind of store, one after the other: size, filling, questions, memory.</summary>
internal sealed class YearInEachStore(Scale scale)
{
    private const int Devices = 20;
    private const int Points = 500;
    private const int WarmUp = 3;
    private const int MinutesADay = 24 * 60;
    private const long Day = 24L * 60 * 60 * 1000;

    /// <param name="measured">Told after each contender: a run that is cut off leaves what it had.</param>
    public async Task<HistoryTable> RunAsync(Func<HistoryTable, Task> measured)
    {
        var start = DateTimeOffset.UtcNow.AddDays(-scale.ArchiveDays).ToUnixTimeMilliseconds();
        var plan = new HistoryPlan(Devices, scale.ArchiveDays, start - (start % Day));
        var table = new HistoryTable(plan);
        Func<Task<IHistoryServer>>[] contenders =
        [
            () => Task.FromResult<IHistoryServer>(new SqliteHistory()),
            async () => await PostgresHistory.StartAsync(),
            async () => await InfluxHistory.StartAsync(),
            async () => await GatewayHistory.OnLiteDbAsync(Devices),
            async () => await GatewayHistory.OnPostgresAsync(Devices),
        ];
        foreach (var contender in contenders)
        {
            table.Add(await MeasureAsync(await contender(), plan));
            await measured(table);
        }

        return table;
    }

    private async Task<HistoryFigures> MeasureAsync(IHistoryServer started, HistoryPlan plan)
    {
        await using var server = started;
        Console.WriteLine($"{server.Name}: filling {plan.Devices} devices × {plan.Days} days, {plan.Readings:N0} readings");
        var began = Stopwatch.GetTimestamp();
        await server.FillAsync(plan);
        var rate = plan.Readings / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"  {rate:N0} readings/s");
        var bytes = await server.BytesAsync();
        Console.WriteLine($"  {(double)bytes / plan.Readings:0.0} bytes a reading");
        var figures = new HistoryFigures(server.Name, rate, bytes);
        var (month, year) = (Math.Min(plan.Days, 30), Math.Min(plan.Days, 365));
        await AskAsync(figures.Day, plan, new Question(1, server.RawAsync, MinutesADay));
        await AskAsync(figures.Month, plan, new Question(month, server.RawAsync, month * MinutesADay));
        await AskAsync(figures.Year, plan,
            new Question(year, (device, from, to) => server.RolledUpAsync(device, from, to, (to - from) / Points), Points));
        figures.Resident = server.ResidentBytes();
        Console.WriteLine(
            $"  24 h {figures.Day.Client.Text("0.0")} ms, 30 days {figures.Month.Client.Text("0.0")} ms, year {figures.Year.Client.Text("0.0")} ms");
        return figures;
    }

    /// <summary>A span of days, how it is asked for, and about how many rows must come back.</summary>
    private sealed record Question(int Days, Func<int, long, long, Task<Answer>> Ask, int Rows);

    // The same devices and ranges for each contender.
    private async Task AskAsync(QueryFigures figures, HistoryPlan plan, Question question)
    {
        var random = new Random(1);
        for (var i = 0; i < WarmUp + scale.Queries; i++)
        {
            var from = plan.Start + (long)((plan.Days - question.Days) * Day * random.NextDouble());
            var answer = await question.Ask(i % plan.Devices, from, from + (question.Days * Day));

            // A fast answer with nothing in it would be a wrong one.
            if (Math.Abs(answer.Rows - question.Rows) > question.Rows / 10)
                throw new InvalidDataException($"{answer.Rows} rows for {question.Days} days, not about {question.Rows}.");
            if (i < WarmUp) continue;
            figures.Client.Add(answer.Milliseconds);
            if (answer.InStore is { } store) figures.Store.Add(store);
        }
    }
}
