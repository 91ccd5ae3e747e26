namespace PlantOps.Gateway.Tests.Years;

/// <summary>Chance of a seed and a subject: another subject's draws change nothing in it.</summary>
internal sealed class Chance(int seed, string subject)
{
    private readonly Random _random = new(Hash(seed, subject));

    public double Uniform(double low, double high) => low + ((high - low) * _random.NextDouble());

    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>Of mean 0 (G. E. P. Box and M. E. Muller, 1958).</summary>
    public double Normal(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>The next of a series that remembers a part of the one before and keeps its deviation.</summary>
    public double Next(double before, double memory, double deviation) =>
        (memory * before) + Normal(deviation * Math.Sqrt(1 - (memory * memory)));

    // string.GetHashCode differs from run to run.
    private static int Hash(int seed, string subject) =>
        subject.Aggregate(seed * 7919, (hash, letter) => unchecked((hash * 31) + letter)) & int.MaxValue;
}
