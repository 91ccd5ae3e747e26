using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>Compares mosquitto's list of clients with the devices that there are.</summary>
internal sealed class SecurityList(DynamicSecurityLink link, DeviceRegistry devices)
{
    /// <summary>How long a client may have another password than its device: a gateway may be about to tell mosquitto.</summary>
    public static readonly TimeSpan DoubtFor = TimeSpan.FromSeconds(30);

    /// <summary>Clients that are asked for together.</summary>
    private const int Page = 500;

    private Dictionary<string, string> _doubts = [];

    /// <summary>Devices that were not in the list when it was looked at last.</summary>
    public int Missing { get; private set; }

    /// <summary>Whether there are such clients.</summary>
    public bool HasDoubts => _doubts.Count > 0;

    /// <summary>Which must not be in it: released ones, and those that have had an earlier password there for a while.</summary>
    /// <param name="isComing">Whether mosquitto is about to be told of a device.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">mosquitto cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> WrongAsync(Func<string, bool> isComing, CancellationToken cancellationToken)
    {
        var there = await LoadAsync(cancellationToken);

        // What other gateways have done before this look.
        if (there.Any(client => IsWrong(client.Key, client.Value))) devices.Reload();
        var wrong = there.Where(client => IsWrong(client.Key, client.Value) && !isComing(client.Key)).ToDictionary();
        var gone = wrong.Keys.Where(id => devices.Find(id) is { } device && SecurityRules.IsGone(device));
        var stale = wrong.Where(client => _doubts.GetValueOrDefault(client.Key) == client.Value).Select(client => client.Key);
        List<string> all = [.. gone.Union(stale)];
        _doubts = wrong.ExceptBy(all, client => client.Key).ToDictionary();
        Missing = devices.Active.Count(device =>
            !SecurityRules.IsGone(device) && !isComing(device.Id) && (!there.ContainsKey(device.Id) || all.Contains(device.Id)));
        return all;
    }

    // One that this gateway has never heard of is not its own.
    private bool IsWrong(string id, string mark) =>
        devices.Find(id) is { } device && (SecurityRules.IsGone(device) || SecurityRules.MarkOf(device) != mark);

    private async Task<Dictionary<string, string>> LoadAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var offset = 0; ; offset += Page)
        {
            var answer = (await link.AskAsync([SecurityRules.List(Page, offset)], cancellationToken))[0];
            if (answer.Data?.Clients is not { } clients)
            {
                var reason = FaultReason.Printable(answer.Error ?? "it gave no answer");
                throw new IOException($"mosquitto does not list its clients: {reason}.");
            }

            foreach (var client in clients.Where(SecurityRules.IsOurs)) found[client.Username!] = client.Description!;
            if (clients.Count < Page) return found;
        }
    }
}
