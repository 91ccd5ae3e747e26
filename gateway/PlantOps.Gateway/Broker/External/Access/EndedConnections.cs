using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access;

/// <summary>
/// Ends connections to RabbitMQ that were opened with a password that is not good any more. RabbitMQ may remember for a while who
/// was let in, so that a device could come back at once: one that may not come at all is put out again and again until then, and
/// one with a new password once more at the end, together with whoever came with the old one.
/// </summary>
internal sealed partial class EndedConnections : SignalledService
{
    /// <summary>How long a broker remembers at most who was let in: <c>auth_cache.cache_ttl</c> must not be longer.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, LockedOut> _waiting = [];
    private readonly DeviceRegistry _devices;
    private readonly MqttLogins _logins;
    private readonly BrokerOptions _broker;
    private readonly IReadOnlyList<Uri> _management;
    private readonly HttpClient _http;

    public EndedConnections(
        DeviceRegistry devices, MqttLogins logins, IOptions<BrokerOptions> broker, IOptions<BrokerAccessOptions> access,
        BrokerTrust trust, Supervisor supervisor, ILogger<EndedConnections> logger)
        : base(new WorkSignal(), Interval, supervisor, logger)
    {
        (_devices, _logins, _broker, _management) = (devices, logins, broker.Value, access.Value.Management);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, sent, errors) => trust.IsGood(shown, sent, errors);
        _http = new HttpClient(handler) { Timeout = AnswerTimeout };
    }

    public override string Component => "lockouts";

    protected override string Title => "Disconnecting devices whose password has changed";

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override Task Begin(CancellationToken stopping)
    {
        if (_management.Count == 0) return Task.CompletedTask;
        _devices.LockedOut += OnLockedOut;
        _logins.Removed += OnRemoved;
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        _devices.LockedOut -= OnLockedOut;
        _logins.Removed -= OnRemoved;
        return Task.CompletedTask;
    }

    protected override async Task Run(CancellationToken stopping)
    {
        foreach (var (user, locked) in _waiting.ToList())
        {
            var isOver = Time.GetElapsedTime(locked.Since) > RememberedFor;
            if (locked.WasEnded && !locked.MayNotCome && !isOver) continue;
            await EndAsync(user, stopping);
            locked.WasEnded = true;
            if (isOver) _waiting.TryRemove(KeyValuePair.Create(user, locked));
        }
    }

    private void OnLockedOut(Device device) => Add(device.Id, device.IsGone);

    private void OnRemoved(string login) => Add(login, mayNotCome: true);

    private void Add(string user, bool mayNotCome)
    {
        _waiting[user] = new LockedOut(Time.GetTimestamp(), mayNotCome);
        Signal.Wake();
    }

    private async Task EndAsync(string user, CancellationToken stopping)
    {
        for (var at = 0; at < _management.Count; at++)
        {
            try
            {
                await EndAsync(_management[at], user, stopping);
                return;
            }
            catch (Exception exception) when (at < _management.Count - 1 && exception is HttpRequestException or IOException
                || (exception is OperationCanceledException && !stopping.IsCancellationRequested && at < _management.Count - 1))
            {
                // Another node may know.
            }
        }
    }

    private async Task EndAsync(Uri node, string user, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Delete, new Uri(node, $"/api/connections/username/{Uri.EscapeDataString(user)}"));
        var credentials = Encoding.UTF8.GetBytes($"{_broker.Username}:{_broker.Password()}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        request.Headers.Add("X-Reason", "its password is not good any more");
        using var answer = await _http.SendAsync(request, stopping);
        if (answer.IsSuccessStatusCode) Log.Disconnected(Logger, user);
        else if (answer.StatusCode != HttpStatusCode.NotFound)
            throw new IOException(
                $"RabbitMQ at {node.Authority} does not let the gateway end connections: it answered {(int)answer.StatusCode}.");
    }

    private sealed class LockedOut(long since, bool mayNotCome)
    {
        public long Since => since;

        /// <summary>Nobody may come by this name; otherwise there is a new password.</summary>
        public bool MayNotCome => mayNotCome;

        public bool WasEnded { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(3242, LogLevel.Information, "{User} was disconnected: the password it came with is not good any more.")]
        public static partial void Disconnected(ILogger logger, string user);
    }
}
