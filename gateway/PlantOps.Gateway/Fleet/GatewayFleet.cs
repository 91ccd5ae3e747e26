namespace PlantOps.Gateway.Fleet;

/// <summary>
/// The gateways on this one's store, and what of the work is this one's. Where the store is shared by nobody all of it is, and
/// nothing is asked or computed. Otherwise it is this one's only while its own lease goes on by its own steady clock: one that
/// was cut off or paused stops by itself, before others begin. Two may still do the same for a moment, so whatever is written
/// is checked by its version.
/// </summary>
internal sealed class GatewayFleet(IFleetStore store, GatewayIdentity identity, TimeProvider time)
{
    /// <summary>How long a gateway is there after it was last heard of.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How often it says so. With <see cref="Lease"/>: one that dies is replaced within eight seconds and a look at plants.
    /// </summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);

    private volatile Look _look = Look.Nothing;
    private long _revision;

    /// <summary>Another gateway has come or gone, or this one's lease begins; who hears of it must not wait.</summary>
    public event Action? Changed;

    /// <summary>Whether there may be other gateways.</summary>
    public bool IsShared => store.IsShared;

    /// <summary>This gateway's id.</summary>
    public string Id => identity.Id;

    /// <summary>Whether another gateway was there at the last look.</summary>
    public bool HasOthers => _look.Live.Count > 1 || (_look.Live.Count == 1 && _look.Live[0] != _look.Self);

    /// <summary>Whether this gateway may do what one alone does.</summary>
    public bool IsLeased => !store.IsShared || time.GetElapsedTime(_look.AskedAt) < _look.Lease;

    /// <summary>Another one whenever what is this gateway's may be other work than before.</summary>
    public long Epoch => IsLeased ? Interlocked.Read(ref _revision) : -1;

    /// <summary>
    /// Whether this gateway does what is to be done once for all, such as retention: the one that is there longest.
    /// </summary>
    public bool IsLeader => !store.IsShared || (IsLeased && _look.Leader == _look.Self);

    /// <summary>All gateways, those of the last day that are gone too, the one that is there longest first.</summary>
    public IReadOnlyList<FleetMember> Members => _look.Members;

    /// <summary>
    /// The id of the gateway that does what is to be done once for all; <see langword="null"/> where that is not known.
    /// </summary>
    public string? Leader => _look.Leader;

    /// <summary>Whether a thing is this gateway's to look after.</summary>
    public bool Owns(string key) => !store.IsShared || (IsLeased && OwnerOf(key) == _look.Self);

    /// <summary>The id of the gateway that looks after a thing; <see langword="null"/> where none is known.</summary>
    public string? OwnerOf(string key) => _look.Live.Count == 1 ? _look.Live[0] : Rendezvous.OwnerOf(key, _look.Live);

    /// <summary>Whether a gateway was there at the last look.</summary>
    public bool IsLive(string? id) => id is not null && _look.Live.Contains(id);

    /// <summary>Takes over what was found at the store.</summary>
    /// <param name="members">All gateways.</param>
    /// <param name="askedAt">When the store was asked, by the steady clock: this gateway's lease began then at the
    /// earliest.</param>
    /// <param name="lease">For how long it was given.</param>
    public void Took(IReadOnlyList<FleetMember> members, long askedAt, TimeSpan lease)
    {
        var before = _look;
        var wasLeased = IsLeased;
        var live = members.Where(member => member.IsLive).ToList();
        IReadOnlyList<string> ids = [.. live.Select(member => member.Id).Order(StringComparer.Ordinal)];
        _look = new Look(members, ids, live.FirstOrDefault()?.Id, identity.Id, askedAt, lease);
        if (wasLeased && before.Self == _look.Self && before.Live.SequenceEqual(_look.Live)) return;
        Interlocked.Increment(ref _revision);
        Changed?.Invoke();
    }

    private sealed record Look(
        IReadOnlyList<FleetMember> Members, IReadOnlyList<string> Live, string? Leader, string Self, long AskedAt, TimeSpan Lease)
    {
        public static readonly Look Nothing = new([], [], null, string.Empty, 0, TimeSpan.MinValue);
    }
}
