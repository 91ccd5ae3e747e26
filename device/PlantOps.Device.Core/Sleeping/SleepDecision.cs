namespace PlantOps.Device.Core.Sleeping;

/// <summary>When a device in battery mode sleeps and when it connects.</summary>
internal static class SleepDecision
{
    /// <summary>Waking costs more than staying awake for so long.</summary>
    public const int ShortestMs = 5000;

    /// <summary>After a connection settings and commands may still come; they are retained, so they come at once.</summary>
    public const int LingerMs = 2000;

    /// <summary>
    /// What is not out after so long has to wait for the next time: without a gateway the battery is what counts.
    /// </summary>
    public const int ConnectLimitMs = 60 * 1000;

    /// <summary>After power came, or a button was pressed, somebody may be there: so long it stays awake and connected.</summary>
    public const int AttendedMs = 2 * 60 * 1000;

    /// <summary>Whether to connect, or to stay connected.</summary>
    public static bool WantsLink(SleepState state)
    {
        if (!state.IsOn || state.IsBusy || IsAttended(state))
        {
            return true;
        }

        bool published = state.Pending == 0 && state.OnlineMs >= LingerMs;
        return state.HasMeasured && state.IsPublishDue && !published && state.AwakeMs < ConnectLimitMs;
    }

    /// <summary>How long to sleep; 0 to stay awake.</summary>
    public static long SleepMs(SleepState state)
    {
        bool stays = !state.HasMeasured || WantsLink(state) || state.UntilReadingMs < ShortestMs;
        return stays ? 0 : state.UntilReadingMs;
    }

    /// <summary>
    /// Whether the buffer is due: as many readings wait as are taken in the time between two connections, or a
    /// multiple of that, so that a gateway that is away is tried no more often than one that is there. It needs
    /// neither a clock nor a note on the flash.
    /// </summary>
    public static bool IsPublishDue(int pending, int intervalS, int publishS)
    {
        int readings = publishS / intervalS;
        return readings <= 1 || (pending > 0 && pending % readings == 0);
    }

    private static bool IsAttended(SleepState state) => !state.WokeBySleep && state.AwakeMs < AttendedMs;
}
