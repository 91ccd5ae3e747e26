using PlantOps.VirtualDevice.CommandLine;
using PlantOps.VirtualDevice.Flash;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice;

/// <summary>Many devices in one process, each with its own flash, plant and chances, in one time.</summary>
internal sealed class Fleet(RunOptions options)
{
    // Of more devices nobody could read what each of them says.
    private const int TalkativeCount = 20;

    public async Task<int> Run(CancellationToken cancellation)
    {
        if (options.Codes.Count > options.Count)
        {
            await Console.Error.WriteLineAsync(
                $"{options.Codes.Count} codes for {options.Count} devices: say --count {options.Codes.Count}.");
            return VirtualDeviceCommand.WrongUsage;
        }

        using var flash = FlashLock.TryTake(options.DataDirectory);
        if (flash == null)
        {
            await Console.Error.WriteLineAsync(
                $"The flash in {options.DataDirectory} is used by another virtual device. " +
                "Stop that one, or give this one its own with --data OTHER.");
            return VirtualDeviceCommand.Failed;
        }

        using var time = new SimulatedTime(options.Speed, options.Start);
        var output = TextWriter.Synchronized(options.Count <= TalkativeCount ? Console.Out : TextWriter.Null);
        var runs = Enumerable.Range(0, options.Count)
            .Select(i => Task.Run(() => RunOne(i, time, output, cancellation), CancellationToken.None));
        var summaries = await Task.WhenAll(runs);
        var sum = summaries.OfType<RunSummary>().Aggregate(RunSummary.None, RunSummary.Add);
        var lived = summaries.Count(summary => summary != null);
        if (lived > 0) Console.WriteLine(options.Count == 1 ? sum : $"{lived} of {options.Count} devices: {sum}");
        return lived == options.Count ? 0 : VirtualDeviceCommand.Failed;
    }

    private Task<RunSummary?> RunOne(int index, SimulatedTime time, TextWriter output, CancellationToken cancellation)
    {
        var number = (index + 1).ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
        var name = options.Name ?? "device";
        var directory = Path.Combine(options.DataDirectory, number);
        var hardware = new VirtualHardware(
            options.Count == 1 ? name : $"{name} {index + 1}", directory, time, (options.Seed * 10_007) + index, options.Drying,
            options.AllSensors);
        var code = index < options.Codes.Count ? options.Codes[index] : null;
        return new DeviceLife(hardware, options, output).Run(code, cancellation);
    }
}
