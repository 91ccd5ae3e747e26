using System.Runtime.InteropServices;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>What is kept of a day whose readings have gone.</summary>
/// <param name="Hours">Its hours, or the day as one.</param>
/// <param name="Quarters">Its quarter hours, as long as they are kept.</param>
internal sealed record GoneDay(RolledDay Hours, RolledDay? Quarters)
{
    /// <summary>
    /// What is left without the shortest periods that begin within a range: itself where none does, <see langword="null"/>
    /// where all do. Longer ones are made of the rest.
    /// </summary>
    public GoneDay? Without(TimeRange range)
    {
        var finest = (Quarters ?? Hours).Rollups;
        var left = finest.FindAll(rollup => !range.Contains(rollup.Start));
        if (left.Count == finest.Count) return this;
        if (left.Count == 0) return null;
        var hours = new List<Rollup>();
        RollupSeries.Add(CollectionsMarshal.AsSpan(left), Hours.Period.Length(), hours);
        return new GoneDay(Hours with { Rollups = hours }, Quarters is null ? null : Quarters with { Rollups = left });
    }
}
