namespace PlantOps.Gateway.Devices.Presence;

/// <summary>When a device counts as online, offline or unknown. Times in Unix milliseconds.</summary>
internal static class PresenceRules
{
    /// <summary>Intervals that may pass without a sign of life.</summary>
    private const int MissedIntervals = 3;

    /// <summary>Least time that may pass: heartbeats come each minute, and networks hiccup.</summary>
    private const long MinSilence = 3 * 60 * 1000;

    /// <summary>How long devices have after the gateway's start to come back before they count as offline, at least.</summary>
    private const long Reconnecting = 5 * 60 * 1000;

    public static DeviceState StateOf(PresenceFacts facts, int intervalSeconds, long gatewayStarted, long now)
    {
        var patience = Math.Max(Math.Max(MinSilence, MissedIntervals * intervalSeconds * 1000L), facts.UsualSilence * 3 / 2);
        if (facts.Connected)
        {
            var silence = now - Math.Max(facts.LastSeen ?? 0, facts.ConnectedAt);
            return silence <= patience ? DeviceState.Online : DeviceState.Unknown;
        }

        if (facts.LastSeen is null) return DeviceState.Unknown;
        if (facts.PostedAt > 0 && now - facts.PostedAt <= patience) return DeviceState.Online;
        if (now <= facts.BackAt) return DeviceState.Asleep;

        // One of an earlier run may sleep still, or be at a broker that says of nobody who is there.
        var settled = facts.WasConnected || (now - gatewayStarted > Reconnecting && now - facts.LastSeen > patience);
        return settled ? DeviceState.Offline : DeviceState.Unknown;
    }
}

/// <summary>What is known of a device's connection.</summary>
/// <param name="Connected">Whether one is open now.</param>
/// <param name="WasConnected">Whether there was one since the gateway's start.</param>
/// <param name="ConnectedAt">When the latest one was opened; 0 where there was none.</param>
/// <param name="LastSeen">When the device was last heard of, in this run or an earlier one.</param>
/// <param name="BackAt">Until when it said that it would be away; 0 where it did not.</param>
/// <param name="PostedAt">When it last posted something, without a connection; 0 where it did not.</param>
/// <param name="UsualSilence">For how long it says nothing as a rule; 0 where that is not known.</param>
internal readonly record struct PresenceFacts(
    bool Connected, bool WasConnected, long ConnectedAt, long? LastSeen, long BackAt = 0, long PostedAt = 0,
    long UsualSilence = 0);
