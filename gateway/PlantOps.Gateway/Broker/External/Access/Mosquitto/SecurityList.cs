using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>Compares mosquitto's list of clients with the devices and logins that there are.</summary>
internal sealed class SecurityList(DynamicSecurityLink link, SecurityClients clients)
{
    /// <summary>How long a client may have another password than its device: a gateway may be about to tell mosquitto.</summary>
    public static readonly TimeSpan DoubtFor = TimeSpan.FromSeconds(30);

    /// <summary>Clients that are asked for together.</summary>
    private const int Page = 500;

    private Dictionary<string, string> _doubts = [];

    /// <summary>Devices that were not in the list when it was looked at last.</summary>
    public int MissingDevices { get; private set; }

    /// <summary>Logins that were not.</summary>
    public int MissingLogins { get; private set; }

    /// <summary>Those that were there with topics of earlier.</summary>
    public IReadOnlyList<SecurityEntry> Outdated { get; private set; } = [];

    /// <summary>Whether there are clients that may have another password than is good now.</summary>
    public bool HasDoubts => _doubts.Count > 0;

    /// <summary>
    /// Which must not be in it: released devices, removed logins, and those that have had an earlier password there for a while.
    /// </summary>
    /// <param name="isComing">Whether mosquitto is about to be told of one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">mosquitto cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> WrongAsync(Func<string, bool> isComing, CancellationToken cancellationToken)
    {
        var there = await LoadAsync(cancellationToken);

        // What other gateways have done before this look: whoever is in the list was in the store before.
        if (there.Any(client => IsWrong(client.Key, client.Value))) clients.Reload();
        var wrong = there.Where(client => IsWrong(client.Key, client.Value) && !isComing(client.Key)).ToDictionary();
        var gone = wrong.Keys.Where(user => clients.Find(user) is null);
        var stale = wrong.Where(client => _doubts.GetValueOrDefault(client.Key) == client.Value).Select(client => client.Key);
        List<string> all = [.. gone.Union(stale)];
        _doubts = wrong.ExceptBy(all, client => client.Key).ToDictionary();
        (MissingDevices, MissingLogins) = (clients.Devices.Count(IsMissing), clients.Logins.Count(IsMissing));
        Outdated = [.. clients.Logins.Where(login =>
            there.TryGetValue(login.User, out var mark) && mark != login.Mark && !all.Contains(login.User)
                && !isComing(login.User))];
        return all;

        bool IsMissing(SecurityEntry entry) =>
            !isComing(entry.User) && (!there.ContainsKey(entry.User) || all.Contains(entry.User));
    }

    // One that this gateway has never heard of is not its own.
    private bool IsWrong(string user, string mark) => clients.Find(user) is { } entry
        ? !mark.StartsWith(entry.Credential, StringComparison.Ordinal)
        : clients.IsOurs(user);

    private async Task<Dictionary<string, string>> LoadAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var offset = 0; ; offset += Page)
        {
            var answer = (await link.AskAsync([SecurityRules.List(Page, offset)], cancellationToken))[0];
            if (answer.Data?.Clients is not { } some)
            {
                var reason = FaultReason.Printable(answer.Error ?? "it gave no answer");
                throw new IOException($"mosquitto does not list its clients: {reason}.");
            }

            foreach (var client in some.Where(SecurityRules.IsOurs)) found[client.Username!] = client.Description!;
            if (some.Count < Page) return found;
        }
    }
}
