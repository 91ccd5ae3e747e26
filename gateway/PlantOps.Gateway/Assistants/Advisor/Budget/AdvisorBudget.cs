using System.Globalization;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>
/// What the model may still cost. The most that a request can come to is on disk before it is sent, and what it came to
/// takes its place afterwards; where that never gets known, the most counts for good. So neither requests at the same time,
/// nor a gateway that is killed, nor several gateways on one store spend more than was allowed.
/// </summary>
internal sealed partial class AdvisorBudget(IRecords records, TimeProvider time, ILogger<AdvisorBudget> logger)
{
    /// <summary>Of one day; far more than all gateways have under way.</summary>
    public const int MaxOpen = 64;

    /// <summary>How often in a row other gateways may be quicker: each time one of them got on.</summary>
    private const int MaxConflicts = 200;

    /// <summary>Days that are taken away at once.</summary>
    private const int MaxPruned = 500;

    private const string DayForm = "yyyy-MM-dd";

    private static readonly string Gateway =
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    private readonly Lock _turn = new();
    private readonly RecordStore<UsageDay> _days =
        new(records, RecordSet.AdvisorUsage, UsageRecordsJson.Default.UsageDay, UsageDay.ProblemOf);

    /// <summary>What the last request that was refused would have needed.</summary>
    private volatile Tuple<UsageSum, AdvisorUse>? _refused;

    /// <summary>Counts the most that a request can cost.</summary>
    /// <exception cref="AdvisorException">It would be too much, or cannot be counted.</exception>
    public HeldTokens Reserve(AdvisorSettings settings, TokenCount most, AdvisorUse use)
    {
        try
        {
            lock (_turn) return ReserveInTurn(settings, most, use);
        }
        catch (StoreUnavailableException exception)
        {
            throw new AdvisorException(AdvisorException.Unreachable, $"What it would cost cannot be noted: {exception.Message}");
        }
    }

    /// <summary>What is counted of a month.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read now.</exception>
    public UsageMonth Month(DateOnly day, AdvisorSettings settings)
    {
        var prefix = day.ToString("yyyy-MM-", CultureInfo.InvariantCulture);
        var days = _days.Read(RecordRange.Under(prefix));
        return new UsageMonth(days, Unreadable(prefix), settings);
    }

    /// <summary>Days on which something was asked, from the first to the last, both included.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be read now.</exception>
    public IReadOnlyList<Versioned<UsageDay>> Days(DateOnly first, DateOnly last) =>
        _days.Read(new RecordRange(IdOf(first), IdOf(last)));

    /// <summary>When what was refused last may be asked again; <see langword="null"/> while nothing keeps it from that.</summary>
    public long? OpensAt(AdvisorSettings settings, UsageMonth month, DateTimeOffset now)
    {
        var (need, use) = _refused ?? Tuple.Create(new UsageSum(1, 0), AdvisorUse.Question);
        return BudgetLimits.Refuse(settings, month.Of(IdOf(now)), month.Sum, need, use, now)?.OpensAt;
    }

    /// <summary>Takes away days before one; how many.</summary>
    /// <exception cref="StoreUnavailableException">They are still there.</exception>
    public int Prune(DateOnly before)
    {
        var gone = records.Read(RecordSet.AdvisorUsage, RecordRange.All.Before(IdOf(before)) with { Limit = MaxPruned })
            .Select(day => new RecordChange(RecordSet.AdvisorUsage, day.Id, null, null)).ToList();
        if (gone.Count > 0) records.TryCommit(gone);
        return gone.Count;
    }

    public static string IdOf(DateTimeOffset time) => IdOf(DateOnly.FromDateTime(time.UtcDateTime));

    private static string IdOf(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    private HeldTokens ReserveInTurn(AdvisorSettings settings, TokenCount most, AdvisorUse use)
    {
        var need = new UsageSum(most.Total, most.CostAt(settings));
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var now = time.GetUtcNow();
            var id = IdOf(now);
            var month = Month(DateOnly.FromDateTime(now.UtcDateTime), settings);
            Refuse(BudgetLimits.Refuse(settings, month.Of(id), month.Sum, need, use, now), need, use);
            var reservation = new Reservation
            {
                Id = Guid.NewGuid().ToString("N"), Gateway = Gateway, Tokens = need.Tokens, Cost = need.Cost,
                At = now.ToUnixTimeMilliseconds(),
            };
            var day = month.Find(id);
            var reserved = (day?.Value ?? new UsageDay()).Reserve(reservation, MaxOpen);
            if (!records.TryCommit([_days.Put(id, reserved, day?.Version ?? 0)])) continue;
            var held = new HeldTokens(this, id, reservation.Id, most, settings);
            if (records.IsShared) CheckAgain(held, settings, use, now);
            return held;
        }

        throw new AdvisorException(AdvisorException.Unreachable, "Other gateways ask all the time. Ask again in a moment.");
    }

    // Another gateway, whose clock has turned to the next day already, may have counted there at the same time: of two that
    // do not see each other before, at least one sees the other now.
    private void CheckAgain(HeldTokens held, AdvisorSettings settings, AdvisorUse use, DateTimeOffset now)
    {
        var month = Month(DateOnly.FromDateTime(now.UtcDateTime), settings);
        if (BudgetLimits.Refuse(settings, default, month.Sum, default, use, now) is not { } refusal) return;
        held.Release();
        throw refusal;
    }

    private void Refuse(AdvisorException? refusal, UsageSum need, AdvisorUse use)
    {
        if (refusal is null) return;
        _refused = Tuple.Create(need, use);
        throw refusal;
    }

    /// <summary>Notes what became of a request. Where that cannot be noted, what was reserved counts for good.</summary>
    internal void Close(HeldTokens held, Func<UsageDay, UsageDay?> close)
    {
        try
        {
            lock (_turn)
            {
                for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
                {
                    // Where it is not open any more it counts as lost, or another try has noted it after all.
                    if (_days.Find(held.Day) is not { } day || close(day.Value) is not { } closed) return;
                    if (records.TryCommit([_days.Put(held.Day, closed, day.Version)])) return;
                }
            }

            Log.NotClosed(logger, "other gateways were quicker each time");
        }
        catch (Exception exception) when (exception is StoreUnavailableException or UnreadableRecordException)
        {
            Log.NotClosed(logger, exception.Message);
        }
    }

    private IReadOnlyList<string> Unreadable(string prefix) => !records.Unreadable.Any ? [] :
    [
        .. records.Unreadable.All().Where(one => one.Set == RecordSet.AdvisorUsage.Name).Select(one => one.Id)
            .Where(id => id.StartsWith(prefix, StringComparison.Ordinal)),
    ];

    private static partial class Log
    {
        [LoggerMessage(EventId = 7401, Level = LogLevel.Warning,
            Message = "What an answer of the advisor cost was not noted, the most that it can have cost counts: {Reason}")]
        public static partial void NotClosed(ILogger logger, string reason);
    }
}

/// <summary>
/// The most that one request can cost, while it is under way. What is neither settled nor released counts for good.
/// </summary>
internal sealed class HeldTokens(AdvisorBudget budget, string day, string id, TokenCount most, AdvisorSettings settings)
    : IDisposable
{
    private bool _isClosed;

    /// <summary>The day that it counts for, also where another has begun.</summary>
    public string Day => day;

    public TokenCount Most => most;

    /// <summary>It cost what its provider says.</summary>
    public void Settle(TokenCount used) => Close(one => one.Settle(id, used, used.CostAt(settings)));

    /// <summary>It cost nothing.</summary>
    public void Release() => Close(one => one.Close(id));

    public void Dispose() => Close(one => one.Lose(id));

    private void Close(Func<UsageDay, UsageDay?> close)
    {
        if (_isClosed) return;
        _isClosed = true;
        budget.Close(this, close);
    }
}
