using System.Diagnostics;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Reads anew what other gateways on the same database change of that which is kept in memory (tokens, sessions, devices, their
/// settings, plants …), so that what is revoked, released or changed anywhere is so everywhere within a second. Every quarter
/// of a minute all of it is read, for notices that were not heard.
/// </summary>
internal sealed class OtherGateways(
    IEnumerable<SharedState> states, PostgresDatabase database, Supervisor supervisor, ILogger<OtherGateways> logger)
    : SupervisedService(supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Reading may take a tenth of the time: with very many devices it is done less often.</summary>
    private const int PauseShare = 9;

    private readonly List<SharedState> _states = [.. states];

    public override string Component => "other_gateways";

    protected override string Title => "Reading what other gateways change";

    protected override async Task Work(CancellationToken stopping)
    {
        await using var notices = await ChangeNotices.ListenAsync(database, stopping);

        // What happened before it listened.
        var lookedAt = await Read(_states);
        while (true)
        {
            var heard = await notices.NextAsync(Interval, stopping);
            var isTime = Stopwatch.GetElapsedTime(lookedAt) >= Interval;
            var began = await Read(isTime ? _states : [.. _states.Where(state => heard.Contains(state.Name))]);
            if (isTime) lookedAt = began;
            var pause = Stopwatch.GetElapsedTime(began) * PauseShare;
            await Task.Delay(pause < Interval ? pause : Interval, TimeProvider.System, stopping);
        }
    }

    /// <returns>When that began.</returns>
    private async Task<long> Read(IReadOnlyList<SharedState> some)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var state in some) await Guard(state.Title, _ => state.Reload());
        return began;
    }
}
