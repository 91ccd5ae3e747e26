using System.Collections.Concurrent;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>
/// The wordings that are there, for whoever shows a plan: read from the store, checked against the plan, and never waited for.
/// </summary>
internal sealed class AdvisedPlans(WordingStore store, AdvisorSetup setup, TimeProvider time) : ICareWording
{
    /// <summary>Another gateway may have stored one since, in milliseconds.</summary>
    private const long LooksAgain = 60_000;

    /// <summary>A plan that changes often is asked for no more often than this, in milliseconds.</summary>
    private const long AtMostEvery = 6 * 60 * 60 * 1000;

    private const long Day = 24 * 60 * 60 * 1000;

    private readonly ConcurrentDictionary<(string PlantId, string Language), Look> _looks = new();
    private volatile Pausing? _pause;

    private CareAdvisorState? PausedState =>
        _pause is { } pause && Now < pause.Until && ReferenceEquals(pause.Settings, setup.Current) ? pause.State : null;

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Whether nobody is asked for now: its provider does not answer, or what it may cost is spent. Not any more once its owner
    /// has changed something.
    /// </summary>
    public bool IsPaused => PausedState is not null;

    public CareWording? Of(CarePlan plan, string language) => setup.Current.IsOn ? LookAt(plan, language).Wording : null;

    public CareAdvisorView StateOf(CarePlan plan, string language)
    {
        var state = setup.Current.IsOn ? StateOf(LookAt(plan, language)) : CareAdvisorState.Off;
        return new CareAdvisorView { State = state, Reason = CareLanguages.Of(language).Advisor(state) };
    }

    /// <summary>
    /// In which languages a model is to be asked: those in which somebody reads the plan or has read it, where it says something
    /// else than what was worded, or that is old.
    /// </summary>
    public IReadOnlyList<string> ToBeAsked(CarePlan plan)
    {
        var kept = store.Of(plan.PlantId);
        return
        [
            .. from words in CareLanguages.All
               let all = kept.Where(one => one.Language == words.Language).ToList()
               where (all.Count > 0 || _looks.ContainsKey((plan.PlantId, words.Language))) && IsToBeAsked(plan, all)
               select words.Language,
        ];
    }

    public void Keep(PlanWording wording)
    {
        store.TryAdd(wording);
        _looks.TryRemove((wording.PlantId, wording.Language), out _);
        _looks[(wording.PlantId, wording.Language)] = default;
        _pause = null;
    }

    public void Pause(AdvisorException reason, TimeSpan atLeast)
    {
        var state = reason.Code == AdvisorException.Budget ? CareAdvisorState.Budget : CareAdvisorState.Unreachable;
        _pause = new Pausing(state, Math.Max(reason.OpensAt ?? 0, Now + (long)atLeast.TotalMilliseconds), setup.Current);
    }

    /// <summary>Plants that are gone are forgotten.</summary>
    public void KeepOnly(IReadOnlySet<string> plantIds)
    {
        foreach (var key in _looks.Keys.Where(key => !plantIds.Contains(key.PlantId))) _looks.TryRemove(key, out _);
    }

    private CareAdvisorState StateOf(Look look) =>
        look.Wording is not null ? CareAdvisorState.Fresh
        : look.IsRefused ? CareAdvisorState.Refused
        : PausedState ?? CareAdvisorState.Pending;

    private bool IsToBeAsked(CarePlan plan, List<PlanWording> all)
    {
        if (all.Count == 0) return true;
        if (Now - all[0].MadeAt < AtMostEvery) return false;
        return all.Find(one => one.Digest == plan.Digest) is not { } same
            || Now - same.MadeAt >= setup.Current.RefreshDays * Day;
    }

    private Look LookAt(CarePlan plan, string language)
    {
        var (key, now) = ((plan.PlantId, language), Now);
        if (_looks.TryGetValue(key, out var look) && look.Version == plan.Version && look.MadeAt == plan.MadeAt
            && now - look.At is >= 0 and < LooksAgain)
        {
            return look;
        }

        // Of several with the same digest the newest that was taken.
        var same = store.Of(plan.PlantId).Where(one => one.Language == language && one.Digest == plan.Digest).ToList();
        var wording = same.Select(one => WordingOf(one, plan)).FirstOrDefault(one => one is not null);
        return _looks[key] = new Look(plan.Version, plan.MadeAt, now, wording, wording is null && same.Count > 0);
    }

    private static CareWording? WordingOf(PlanWording kept, CarePlan plan) =>
        kept.Wording is { } wording && WordingReferences.Moved(wording, kept.Names, plan) is { } moved
            ? WordingAnswer.Check(moved, plan)
            : null;

    /// <param name="State">Why.</param>
    /// <param name="Until">Until when, Unix milliseconds UTC.</param>
    /// <param name="Settings">With which it did not go on.</param>
    private sealed record Pausing(CareAdvisorState State, long Until, AdvisorSettings Settings);

    private readonly record struct Look(long Version, long MadeAt, long At, CareWording? Wording, bool IsRefused);
}
