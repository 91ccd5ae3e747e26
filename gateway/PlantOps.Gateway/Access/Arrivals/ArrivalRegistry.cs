using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>
/// Browsers that wait to be let in. Whoever is in already compares the code on their screen with the one that is shown to them;
/// the browser proves with its cookie that it is the one that shows it. In memory: a restart sends them to a new code.
/// </summary>
internal sealed class ArrivalRegistry(TimeProvider time)
{
    /// <summary>How many wait, altogether.</summary>
    public const int Max = 20;

    /// <summary>How many of one address wait; a further one takes the place of its oldest.</summary>
    public const int MaxOfAnAddress = 5;

    private const int SecretBytes = 32;
    private const int MaxSecretLength = 64;

    private readonly Lock _gate = new();
    private readonly List<Arrival> _arrivals = [];

    /// <summary>Those that nobody has answered yet, the oldest first.</summary>
    public IReadOnlyList<Arrival> Waiting
    {
        get { lock (_gate) return [.. Current().Where(one => one.State == ArrivalState.Waiting)]; }
    }

    /// <summary>Shows a browser a code. <see langword="null"/> where too many wait.</summary>
    /// <param name="browser">What it is, in words.</param>
    /// <param name="address">Where it comes from.</param>
    /// <returns>The secret for its cookie is known this once.</returns>
    public (Arrival Arrival, string Secret)? Begin(string browser, string address)
    {
        lock (_gate)
        {
            if (!MakeRoom(address)) return null;
            var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
            var arrival = new Arrival
            {
                Code = FreeCode(), SecretHash = HashOf(secret), Browser = browser, Address = address, At = Now(),
            };
            _arrivals.Add(arrival);
            return (arrival, secret);
        }
    }

    /// <summary>The arrival of the browser with that secret.</summary>
    public Arrival? Find(string? secret)
    {
        if (secret is null || secret.Length > MaxSecretLength) return null;
        var hash = HashOf(secret);
        lock (_gate) return Current().Find(one => one.SecretHash == hash);
    }

    /// <summary>Lets a browser in; <see langword="null"/> where none waits with that code.</summary>
    public Arrival? Approve(string code, string person, TokenRole role) =>
        Answer(code, one => one with { State = ArrivalState.Approved, Person = person, Role = role });

    /// <summary>Turns a browser away; <see langword="null"/> where none waits with that code.</summary>
    public Arrival? Refuse(string code) => Answer(code, one => one with { State = ArrivalState.Refused });

    /// <summary>Forgets the arrival with that secret, and returns it where it was let in: it gets one session.</summary>
    public Arrival? Complete(string? secret)
    {
        lock (_gate)
        {
            if (Find(secret) is not { State: ArrivalState.Approved } approved) return null;
            _arrivals.Remove(approved);
            return approved;
        }
    }

    private Arrival? Answer(string code, Func<Arrival, Arrival> change)
    {
        var normal = ArrivalCodes.Normalise(code);
        lock (_gate)
        {
            var at = Current().FindIndex(one => one.Code == normal && one.State == ArrivalState.Waiting);
            return at < 0 ? null : _arrivals[at] = change(_arrivals[at]);
        }
    }

    // Nobody loses a place to an address that has as many: where all have few, the new one waits.
    private bool MakeRoom(string address)
    {
        var own = Current().Count(one => one.Address == address);
        if (own >= MaxOfAnAddress) return _arrivals.Remove(_arrivals.First(one => one.Address == address));
        if (_arrivals.Count < Max) return true;
        var most = _arrivals.GroupBy(one => one.Address).MaxBy(group => group.Count())!;
        return most.Count() > own + 1 && _arrivals.Remove(most.First());
    }

    private string FreeCode()
    {
        string code;
        do code = ArrivalCodes.New();
        while (_arrivals.Exists(one => one.Code == code));
        return code;
    }

    private List<Arrival> Current()
    {
        var now = Now();
        _arrivals.RemoveAll(one => now >= one.Until || now < one.At - Arrival.Lifetime.TotalMilliseconds);
        return _arrivals;
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
