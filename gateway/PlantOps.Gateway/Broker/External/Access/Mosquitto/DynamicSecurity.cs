using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>
/// Keeps mosquitto's list of clients: a client and a role for each device, from its registration to its release. Only when it
/// registers is its password known, so a device that mosquitto has not must register again. The gateway where it registers lets
/// it in; any may shut it out, which does no harm twice. Whoever is no device in the list is nobody's business here.
/// </summary>
internal sealed partial class DynamicSecurity(
    DynamicSecurityLink link, SecurityList list, DeviceRegistry devices, GatewayFleet fleet, IOptions<BrokerOptions> broker,
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
        var admission = new Admission(device, password);
        _admitted[device.Id] = admission;
        Signal.Wake();
        try
        {
            await admission.Done.WaitAsync(Patience, Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Then the device is refused until mosquitto is there, and tries again.
        }
    }

    public override string? Detail() => list.Missing switch
    {
        0 => null,
        1 => "1 device is not in mosquitto's list and has to register again.",
        var missing => $"{missing} devices are not in mosquitto's list and have to register again.",
    };

    public override string? Problem() =>
        base.Problem() ?? (_hasRole ? null : "mosquitto has not been asked for its list of clients yet.");

    protected override Task Begin(CancellationToken stopping)
    {
        devices.LockedOut += OnLockedOut;
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        devices.LockedOut -= OnLockedOut;
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

    private bool IsLookDue() =>
        _lookedAt is not { } at || Time.GetElapsedTime(at) > (list.HasDoubts ? SecurityList.DoubtFor : Look);

    private async Task LookAsync(CancellationToken stopping)
    {
        var before = list.Missing;
        var wrong = await list.WrongAsync(_admitted.ContainsKey, stopping);
        foreach (var id in wrong) await DeleteAsync(id, stopping);
        if (wrong.Count > 0 || list.Missing > before) Log.Reconciled(Logger, wrong.Count, list.Missing);
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

    private void OnLockedOut(Device device)
    {
        // One with a new password has registered, here or at another gateway, which tells mosquitto.
        if (!SecurityRules.IsGone(device)) return;
        _lockedOut[device.Id] = true;
        Signal.Wake();
    }

    private async Task ShutOutAsync(CancellationToken stopping)
    {
        foreach (var id in _lockedOut.Keys.ToList())
        {
            // It may have registered again meanwhile.
            if (devices.Find(id) is { } device && SecurityRules.IsGone(device)) await DeleteAsync(id, stopping);
            _lockedOut.TryRemove(id, out _);
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
        foreach (var (id, admission) in _admitted.ToList())
        {
            // What another gateway has done since counts.
            var isNow = devices.Find(id) is { } device && device.HasPasswordOf(admission.Device);
            if (isNow && await LetInAsync(admission, stopping) is { } problem)
            {
                Faults.Note(Telling(id), problem);
                continue;
            }

            _admitted.TryRemove(KeyValuePair.Create(id, admission));
            admission.Complete();
            Faults.Clear(Telling(id));
        }
    }

    private async Task<string?> LetInAsync(Admission admission, CancellationToken stopping)
    {
        var (device, password) = (admission.Device, admission.Password);
        var answers = await link.AskAsync(SecurityRules.Create(device, password), stopping);
        if (answers.Any(answer => answer.IsThereAlready))
            answers = await link.AskAsync(SecurityRules.Modify(device, password), stopping);
        return answers.FirstOrDefault(answer => answer.Error is not null) is { } refused ? Printable(refused) : null;
    }

    private static string Telling(string id) => $"Letting {id} in at mosquitto";

    private static string Printable(SecurityAnswer answer) => FaultReason.Printable(answer.Error ?? "it gave no answer");

    /// <summary>A device that mosquitto is to be told of, with the password that is known now and never again.</summary>
    private sealed class Admission(Device device, string password)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Device Device => device;

        public string Password => password;

        public Task Done => _done.Task;

        public void Complete() => _done.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(3243, LogLevel.Information, "{Device} was taken out of mosquitto's list of clients and disconnected")]
        public static partial void ShutOut(ILogger logger, string device);

        [LoggerMessage(
            3244, LogLevel.Warning,
            "mosquitto's list of clients: {Wrong} taken out that may not come any more; {Missing} have to register again")]
        public static partial void Reconciled(ILogger logger, int wrong, int missing);
    }
}
