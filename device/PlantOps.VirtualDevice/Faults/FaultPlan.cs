using PlantOps.VirtualDevice.CommandLine;

namespace PlantOps.VirtualDevice.Faults;

/// <summary>All faults of one device's run, in their order.</summary>
internal static class FaultPlan
{
    public static Queue<Fault> For(RunOptions options, Random random)
    {
        var cuts = Enumerable.Range(0, options.PowerCuts)
            .Select(_ => new Fault(FaultKind.PowerCut, options.Duration!.Value * random.NextDouble()));
        return new Queue<Fault>(options.Faults.Concat(cuts).OrderBy(fault => fault.At));
    }
}
