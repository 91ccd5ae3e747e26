namespace PlantOps.Device.Core.Tests.Faults;

/// <summary>Tests that count the process's threads and handles: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
