using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>
/// What its owner set up: what is stored, which is the same on each gateway of the store, and where nothing is, the gateway's
/// settings.
/// </summary>
internal sealed class AdvisorSetup(IRecords records, SecretBox secrets, IOptions<AdvisorOptions> options, TimeProvider time)
    : IStoredSecrets
{
    private const string Id = "advisor";

    /// <summary>How long another gateway's change may be unknown here.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    /// <summary>In the place of what cannot be read: nobody is asked by what was not meant.</summary>
    private static readonly AdvisorRecord Unreadable = new();

    private readonly RecordStore<AdvisorRecord> _store = new(
        records, RecordSet.AdvisorSettings, AdvisorRecordsJson.Default.AdvisorRecord, AdvisorRecord.ProblemOf);
    private readonly Lock _gate = new();
    private AdvisorState? _state;
    private AdvisorState? _instead;
    private long _readAt;

    /// <summary>
    /// As it is now; the same object as long as nothing changes. Put in its place it holds in this process until the next change,
    /// and is stored nowhere.
    /// </summary>
    public AdvisorSettings Current
    {
        get => State.Settings;
        set
        {
            lock (_gate) _instead = new AdvisorState(value, AdvisorSource.Settings);
        }
    }

    /// <summary>As it is now, and where it comes from.</summary>
    public AdvisorState State
    {
        get
        {
            lock (_gate)
            {
                if (_instead is { } instead) return instead;
                if (_state is { } known && time.GetElapsedTime(_readAt) < MaxAge) return known;
                return Read();
            }
        }
    }

    /// <summary>From now on, on each gateway of the store.</summary>
    /// <param name="change">What is to be different.</param>
    /// <param name="expected">The version that it is for; <see langword="null"/> for any.</param>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public AdvisorOutcome Change(AdvisorChange change, long? expected = null)
    {
        lock (_gate)
        {
            var kept = Read();
            if (expected is { } version && version != kept.Version) return new AdvisorOutcome(kept, []) { IsOutdated = true };
            var (state, errors) = AdvisorRules.Apply(kept, change);
            if (errors.Count > 0) return new AdvisorOutcome(kept, errors);
            var record = AdvisorRecord.Of(state, secrets, time.GetUtcNow().ToUnixTimeMilliseconds());
            return Commit(_store.Put(Id, record, kept.Version))
                ? new AdvisorOutcome(Read(), errors)
                : new AdvisorOutcome(kept, []) { IsOutdated = true };
        }
    }

    /// <summary>Forgets what was set while the gateway ran: its settings hold again.</summary>
    /// <exception cref="StoreUnavailableException">It is still there.</exception>
    public AdvisorState Reset()
    {
        lock (_gate)
        {
            Commit(_store.Delete(Id));
            return Read();
        }
    }

    public int CountReadable() =>
        _store.FindOr(Id, Unreadable)?.Value.ApiKey is { } key && secrets.CanRead(key, AdvisorRecord.Purpose) ? 1 : 0;

    private bool Commit(RecordChange change)
    {
        (_state, _instead) = (null, null);
        return records.TryCommit([change]);
    }

    private AdvisorState Read()
    {
        AdvisorState state;
        try
        {
            var stored = _store.FindOr(Id, Unreadable);
            if (_state is { } same && IsSame(same, stored)) state = same;
            else state = stored is null ? options.Value.Configured : Of(stored);
        }
        catch (StoreUnavailableException exception)
        {
            // What held before still does; without it nobody is asked.
            return _state ?? new AdvisorState(new AdvisorSettings(), AdvisorSource.Stored) { Problem = exception.Message };
        }

        (_state, _readAt) = (state, time.GetTimestamp());
        return state;
    }

    // A version alone is not enough: it begins anew where somebody has gone back to the settings in between.
    private static bool IsSame(AdvisorState known, Versioned<AdvisorRecord>? stored) => known.Problem is null
        && known.Version == (stored?.Version ?? 0) && known.ChangedAt == stored?.Value.ChangedAt;

    private AdvisorState Of(Versioned<AdvisorRecord> stored)
    {
        var state = stored.Value.ToState(secrets, options.Value.Configured, stored.Version);
        return ReferenceEquals(stored.Value, Unreadable)
            ? state with { Problem = "What was set cannot be read. Set it anew." }
            : state;
    }
}

/// <summary>What came of a change.</summary>
/// <param name="State">As it is now.</param>
/// <param name="Errors">What is wrong with what was asked for, by its name on the wire.</param>
internal sealed record AdvisorOutcome(AdvisorState State, Dictionary<string, string[]> Errors)
{
    /// <summary>Whether somebody else has changed it since.</summary>
    public bool IsOutdated { get; init; }
}
