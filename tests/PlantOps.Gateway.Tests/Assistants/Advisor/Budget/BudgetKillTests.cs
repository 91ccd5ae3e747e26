using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Budget;

/// <summary>A process of its own reserves and settles, and is killed without warning.</summary>
public sealed class BudgetKillTests : IDisposable
{
    private const int Rounds = 20;

    /// <summary>128 + SIGKILL.</summary>
    private const int KilledExitCode = 137;

    private readonly TemporaryDirectory _directory = new();
    private readonly Random _random = new(7);

    [Fact]
    public async Task Reserve_KilledBeforeTheAnswerCame_CountsForGood()
    {
        var (settled, reserved) = (0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var (used, open) = await RunAndKillAsync(round, answered: _random.Next(0, 6));
            (settled, reserved) = (settled + used, reserved + open);
            var day = Read();
            var counted = day.InputTokens + day.OutputTokens;
            Assert.Equal((settled, round + 1, reserved), (counted, day.Open.Count, day.Unsettled.Tokens));
        }
    }

    [Fact]
    public async Task Settle_KilledAtAnyMoment_CountsEachRequestOnce()
    {
        var (least, most) = (0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            // The last one may be reserved, settled, or neither: its line may be cut off by the kill.
            var (used, open) = await RunAndKillAsync(round, lines: _random.Next(1, 60));
            var day = Read();
            Assert.InRange(day.Sum.Tokens, least + used, most + used + Math.Max(open, AdvisorWriter.Most.Total));
            (least, most) = (day.Sum.Tokens, day.Sum.Tokens);
            Assert.InRange(day.Open.Count, 0, round + 1);
        }
    }

    public void Dispose() => _directory.Dispose();

    private async Task<(long Settled, long Open)> RunAndKillAsync(int round, int? answered = null, int? lines = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PlantOps.CrashWriter.dll"));
        start.ArgumentList.Add(_directory.Path);
        start.ArgumentList.Add($"{round}");
        start.ArgumentList.Add($"{AdvisorWriter.Verb}={answered ?? int.MaxValue}");
        using var writer = Process.Start(start)!;
        var (settled, open) = (0L, 0L);
        for (var i = 1; await writer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line; i++)
        {
            _ = long.TryParse(
                line.AsSpan(Math.Min(2, line.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var tokens);
            if (line[0] == AdvisorWriter.Reserved) open = tokens;
            else if (line[0] == AdvisorWriter.Settled) (settled, open) = (settled + tokens, 0);
            if (line[0] == AdvisorWriter.Waits || i == lines) writer.Kill();
        }

        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(KilledExitCode, writer.ExitCode);
        return (settled, open);
    }

    private UsageDay Read()
    {
        using var file = _directory.OpenFile();
        var (records, time) = (new LiteDbRecords(file), AdvisorWriter.Time);
        var budget = new AdvisorBudget(records, time, NullLogger<AdvisorBudget>.Instance);
        return budget.Month(AdvisorWriter.Day, AdvisorWriter.Settings).Find(AdvisorBudget.IdOf(time.GetUtcNow()))!.Value;
    }
}
