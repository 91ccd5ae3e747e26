using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Certificates;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>One-time codes: each lets one device in, once, within its time.</summary>
internal sealed class EnrolmentCodes
{
    private const int SecretBytes = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenEnrolment> _open;
    private readonly IEnrolmentStore _store;
    private readonly ServerCertificates _certificates;
    private readonly TimeProvider _time;
    private readonly TimeSpan _lifetime;

    public EnrolmentCodes(
        IEnrolmentStore store, ServerCertificates certificates, IOptions<EnrolmentOptions> options, TimeProvider time)
    {
        _store = store;
        _certificates = certificates;
        _time = time;
        _lifetime = options.Value.CodeLifetime;
        _open = store.Load().ToDictionary(enrolment => enrolment.Key);
    }

    /// <summary>Makes a code, which also names the gateway's CA.</summary>
    /// <param name="name">What the device is to be called.</param>
    /// <param name="device">The number of the device that whoever shows it becomes; <see langword="null"/> for a new one.</param>
    public (EnrolmentCode Code, OpenEnrolment Enrolment) Create(string name, int? device = null)
    {
        var code = EnrolmentCode.Create(RandomNumberGenerator.GetBytes(SecretBytes), _certificates.Authority.Der);
        var now = _time.GetUtcNow();
        var enrolment = new OpenEnrolment(KeyOf(code), name, (now + _lifetime).ToUnixTimeMilliseconds()) { Device = device };
        lock (_gate)
        {
            var expired = _open.Values.Where(open => HasExpired(open, now)).Select(open => open.Key).ToList();
            _store.Add(enrolment, expired);
            foreach (var key in expired) _open.Remove(key);
            _open.Add(enrolment.Key, enrolment);
        }

        return (code, enrolment);
    }

    /// <summary>
    /// Uses a code up. <see langword="null"/> where it is wrong, used or expired; which one is not told.
    /// </summary>
    /// <param name="text">The code as typed.</param>
    /// <param name="admit">
    /// Lets the device in and drops the enrolment from the store, or returns <see langword="null"/> where it did not. Then,
    /// and where it throws, the code stays good here: the disk was full, not the device wrong.
    /// </param>
    public TDevice? Redeem<TDevice>(string text, Func<OpenEnrolment, TDevice?> admit)
        where TDevice : class
    {
        // The pin first, and what is found by a hash: how long it takes tells nothing about any other code.
        if (EnrolmentCode.Parse(text) is not { } code || !code.Matches(_certificates.Authority.Der)) return null;
        var key = KeyOf(code);
        OpenEnrolment? ours;
        lock (_gate) ours = _open.GetValueOrDefault(key);

        // A code that another gateway made is in the store only. Whoever guesses waits for the store, and nobody for him.
        var enrolment = ours ?? _store.Find(key);
        if (enrolment is null || HasExpired(enrolment, _time.GetUtcNow())) return null;
        lock (_gate)
        {
            var isUsed = ours is not null && !_open.ContainsKey(key);
            var device = isUsed ? null : admit(enrolment);
            if (device is not null) _open.Remove(key);
            return device;
        }
    }

    private static string KeyOf(EnrolmentCode code) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(code.Secret)));

    // One that has much more time left than any code gets was made before the clock went back: it does not live on for that long.
    private bool HasExpired(OpenEnrolment enrolment, DateTimeOffset now)
    {
        var left = enrolment.ExpiresAt - now.ToUnixTimeMilliseconds();
        return left <= 0 || left > 2 * _lifetime.TotalMilliseconds;
    }
}
