using System.Diagnostics;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>What devices have by their own count, against what every gateway has.</summary>
internal sealed class FleetLedger(IReadOnlyList<FleetDevice> devices, IReadOnlyList<GatewayApi> gateways)
{
    private const int AtATime = 8;

    /// <summary>Readings that devices may forget are there at every gateway, once, from a time on.</summary>
    /// <returns>How many were looked for.</returns>
    public async Task<int> VerifyAsync(DateTimeOffset from)
    {
        var looked = 0;
        foreach (var gateway in gateways)
        {
            var mistakes = await MistakesAsync(gateway, from, count => Interlocked.Add(ref looked, count));
            Assert.True(mistakes.Count == 0, string.Join('\n', mistakes));
        }

        return looked / gateways.Count;
    }

    private async Task<List<string>> MistakesAsync(GatewayApi gateway, DateTimeOffset from, Action<int> count)
    {
        List<string> mistakes = [];
        await Parallel.ForEachAsync(devices, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (device, _) =>
        {
            var expected = device.AcknowledgedSince(from);
            var stored = await gateway.IdentitiesAsync(device.Id, from);
            var lost = expected.Where(reading => !stored.ContainsKey(reading)).ToList();
            var doubled = stored.Where(pair => pair.Value > 1).Select(pair => pair.Key).ToList();
            count(expected.Count);
            if (lost.Count == 0 && doubled.Count == 0) return;
            var mistake = $"{device.Id} at {gateway.Address}: lost {string.Join(' ', lost)}, doubled {string.Join(' ', doubled)}";
            lock (mistakes) mistakes.Add(mistake);
        });
        return mistakes;
    }

    /// <summary>Waits until all that was taken before now may be forgotten.</summary>
    /// <returns>How long a reading was kept at most since this was asked last.</returns>
    public async Task<TimeSpan> CaughtUpAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        foreach (var (device, taken) in devices.Select(device => (device, device.Taken)).ToList())
        {
            while (!device.HasForgotten(taken))
            {
                if (deadline.IsCancellationRequested)
                    throw new TimeoutException($"{device.Id} was not told that its readings are stored.");
                await beat.WaitForNextTickAsync(CancellationToken.None);
            }
        }

        var longest = devices.Max(device => device.LongestKept);
        foreach (var device in devices) device.LongestKept = TimeSpan.Zero;
        return longest;
    }

    /// <summary>How long it takes from now until readings of now are stored: of half of the devices, and of all.</summary>
    public async Task<(TimeSpan Half, TimeSpan All)> FlowAsync(TimeSpan patience)
    {
        var since = Stopwatch.GetTimestamp();
        List<TimeSpan> took = [];
        await Task.WhenAll(devices.Select(async device =>
        {
            await device.FlowsAsync();
            lock (took) took.Add(Stopwatch.GetElapsedTime(since));
        })).WaitAsync(patience);
        return (took[took.Count / 2], took[^1]);
    }
}
