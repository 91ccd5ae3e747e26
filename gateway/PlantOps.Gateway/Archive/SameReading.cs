using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>Readings of one device are the same when boot, sequence and time are; without an identity, when time and values are.</summary>
internal sealed class SameReading : IEqualityComparer<Reading>
{
    public static readonly SameReading Instance = new();

    public bool Equals(Reading x, Reading y) =>
        x.Time == y.Time && x.Boot == y.Boot && x.Sequence == y.Sequence && (x.HasIdentity || x.Values.Equals(y.Values));

    public int GetHashCode(Reading obj) => HashCode.Combine(obj.Time, obj.Boot, obj.Sequence);
}
