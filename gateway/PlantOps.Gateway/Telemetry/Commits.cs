namespace PlantOps.Gateway.Telemetry;

/// <summary>What follows from a commit: it is counted, and whoever waits for readings finds them.</summary>
internal sealed class Commits(TelemetryMetrics metrics, ArrivedReadings arrived)
{
    public void Done(ReadingGroup group, AppendResult result, TimeSpan duration)
    {
        metrics.Committed(result, group.SetAside, duration);
        arrived.Add(group);
    }
}
