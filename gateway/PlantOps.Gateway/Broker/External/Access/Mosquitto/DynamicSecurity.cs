using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>
/// Keeps mosquitto's list of clients: a client and a role for each device, from its registration to its release, and for each
/// login. Only when a device registers is its password known, so one that mosquitto has not must register again. The gateway
/// where it registers lets it in; any may shut it out, which does no harm twice. Whoever else is in the list is nobody's
/// business here.
/// </summary>
internal sealed partial class DynamicSecurity(
    DynamicSecurityLink link, SecurityList list, SecurityClients clients, GatewayFleet fleet, IOptions<BrokerOptions> broker,
    Supervisor supervisor, ILogger<DynamicSecurity> logger)
    : SignalledService(new WorkSignal(), Interval, supervisor, logger)
{
    // To see that mosquitto is another one, or to try again.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>How long a registration waits for mosquitto; later it is told all the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How often the whole list is looked at: what was done and not told, as a gateway was killed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(10);

    private const int Attempts = 3;

    private readonly ConcurrentDictionary<string, Admission> _admitted = [];
    private readonly ConcurrentDictionary<string, bool> _lockedOut = [];
    private volatile bool _hasRole;
    private long? _lookedAt;

    public override string Component => "mosquitto_clients";

    protected override string Title => "Keeping mosquitto's list of clients";

    /// <summary>Lets a device in with a new password; returns when mosquitto knows it, or does not answer in time.</summary>
    public async Task LetInAsync(Device device, string password, CancellationToken cancellationToken)
    {
        var admission = Admit(SecurityRules.Of(device), password);
        try
        {
            await admission.Done.WaitAsync(Patience, Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Then the device is refused until mosquitto is there, and tries again.
        }
    }

    public override string? Detail()
    {
        var missing = new List<string>();
        if (list.MissingDevices > 0) missing.Add($"{Count(list.MissingDevices, "device")} to register again.");
        if (list.MissingLogins > 0) missing.Add($"{Count(list.MissingLogins, "login")} to be removed and made again.");
        return missing.Count == 0 ? null : string.Join(' ', missing);

        static string Count(int count, string what) => count == 1
            ? $"1 {what} is not in mosquitto's list and has"
            : $"{count} {what}s are not in mosquitto's list and have";
    }

    public override string? Problem() =>
        base.Problem() ?? (_hasRole ? null : "mosquitto has not been asked for its list of clients yet.");

    protected override Task Begin(CancellationToken stopping)
    {
        clients.LetIn += OnLetIn;
        clients.ShutOut += OnShutOut;
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        clients.LetIn -= OnLetIn;
        clients.ShutOut -= OnShutOut;
        return Task.CompletedTask;
    }

    protected override async Task Run(CancellationToken stopping)
    {
        // It may have been started anew, with another list.
        if (!link.IsConnected) (_hasRole, _lookedAt) = (false, null);
        if (!_hasRole) await TakeRoleAsync(stopping);
        await ShutOutAsync(stopping);
        await LetInAsync(stopping);
        if (!fleet.IsLeader) _lookedAt = null;
        else if (IsLookDue()) await LookAsync(stopping);
    }

    private int Missing => list.MissingDevices + list.MissingLogins;

    private bool IsLookDue() =>
        _lookedAt is not { } at || Time.GetElapsedTime(at) > (list.HasDoubts ? SecurityList.DoubtFor : Look);

    private async Task LookAsync(CancellationToken stopping)
    {
        var before = Missing;
        var wrong = await list.WrongAsync(_admitted.ContainsKey, stopping);
        foreach (var id in wrong) await DeleteAsync(id, stopping);
        foreach (var entry in list.Outdated) Admit(entry, null);
        if (wrong.Count > 0 || Missing > before) Log.Reconciled(Logger, wrong.Count, Missing);
        _lookedAt = Time.GetTimestamp();
    }

    private async Task TakeRoleAsync(CancellationToken stopping)
    {
        var user = broker.Value.Username!;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                _hasRole = await HasRoleAsync(user, stopping);
                if (_hasRole) return;
                await link.AskAsync([SecurityRules.CreateGatewayRole, SecurityRules.TakeGatewayRole(user)], stopping);
            }
            catch (BrokerAwayException) when (attempt < Attempts)
            {
                // It ends the connections of whose roles change.
            }
        }

        throw new IOException($"mosquitto does not give {user} the role {SecurityRules.GatewayRole}.");
    }

    private async Task<bool> HasRoleAsync(string user, CancellationToken stopping)
    {
        var answer = (await link.AskAsync([SecurityRules.Find(user)], stopping))[0];
        if (answer.Data?.Client is not { } client)
            throw new IOException($"mosquitto's list of clients has no {user}: {Printable(answer)}. See docs/fleet.md.");
        return client.Roles?.Any(role => role.Name == SecurityRules.GatewayRole) == true;
    }

    private void OnLetIn(SecurityEntry entry, string? password) => Admit(entry, password);

    // What mosquitto has not been told yet has the password.
    private Admission Admit(SecurityEntry entry, string? password)
    {
        var admission = _admitted.AddOrUpdate(
            entry.User,
            _ => new Admission(entry, password),
            (_, earlier) => new Admission(entry, password ?? earlier.Password));
        Signal.Wake();
        return admission;
    }

    private void OnShutOut(string user)
    {
        _lockedOut[user] = true;
        Signal.Wake();
    }

    private async Task ShutOutAsync(CancellationToken stopping)
    {
        foreach (var user in _lockedOut.Keys.ToList())
        {
            // It may have registered again meanwhile.
            if (clients.Find(user) is null) await DeleteAsync(user, stopping);
            _lockedOut.TryRemove(user, out _);
        }
    }

    private async Task DeleteAsync(string id, CancellationToken stopping)
    {
        var answers = await link.AskAsync(SecurityRules.Delete(id), stopping);
        if (answers.FirstOrDefault(answer => answer is { Error: not null, IsNotThere: false }) is { } refused)
            throw new IOException($"mosquitto does not take {id} out of its list: {Printable(refused)}.");
        if (answers[0].Error is null) Log.ShutOut(Logger, id);
    }

    private async Task LetInAsync(CancellationToken stopping)
    {
        foreach (var (user, admission) in _admitted.ToList())
        {
            // What another gateway has done since counts.
            var now = clients.Find(user);
            if (now?.Credential == admission.Entry.Credential
                && await LetInAsync(now, admission.Password, stopping) is { } problem)
            {
                Faults.Note(Telling(user), problem);
                continue;
            }

            _admitted.TryRemove(KeyValuePair.Create(user, admission));
            admission.Complete();
            Faults.Clear(Telling(user));
        }
    }

    private async Task<string?> LetInAsync(SecurityEntry entry, string? password, CancellationToken stopping)
    {
        var isNew = password is not null;
        var answers = isNew ? await link.AskAsync(SecurityRules.Create(entry, password!), stopping) : [];
        if (!isNew || answers.Any(answer => answer.IsThereAlready))
            answers = await link.AskAsync(SecurityRules.Modify(entry, password), stopping);

        // One that changes and is not there has been missing before.
        return answers.FirstOrDefault(answer => answer.Error is not null && (isNew || !answer.IsNotThere)) is { } refused
            ? Printable(refused)
            : null;
    }

    private static string Telling(string user) => $"Letting {user} in at mosquitto";

    private static string Printable(SecurityAnswer answer) => FaultReason.Printable(answer.Error ?? "it gave no answer");

    /// <summary>Whom mosquitto is to be told of, with a new password that is known now and never again.</summary>
    private sealed class Admission(SecurityEntry entry, string? password)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SecurityEntry Entry => entry;

        public string? Password => password;

        public Task Done => _done.Task;

        public void Complete() => _done.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(3243, LogLevel.Information, "{User} was taken out of mosquitto's list of clients and disconnected")]
        public static partial void ShutOut(ILogger logger, string user);

        [LoggerMessage(
            3244, LogLevel.Warning,
            "mosquitto's list of clients: {Wrong} taken out that may not come any more; {Missing} are not in it and should be")]
        public static partial void Reconciled(ILogger logger, int wrong, int missing);
    }
}
