using System.CommandLine;
using PlantOps.Contracts;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.VirtualDevice.Faults;

namespace PlantOps.VirtualDevice.CommandLine;

/// <summary>The command line: exit code 0 when it went well, 1 when it failed, 2 when it was asked wrongly.</summary>
internal static class VirtualDeviceCommand
{
    public const int Failed = 1;
    public const int WrongUsage = 2;

    private static readonly Option<string?> Gateway = new(
        "--gateway") { Description = "Where to enrol, like https://localhost:8443. Needed once, with --code." };
    private static readonly Option<string[]> Code = new(
        "--code")
        {
            Description = "An enrolment code a device; repeat it, or separate by commas.",
            AllowMultipleArgumentsPerToken = true,
        };
    private static readonly Option<string?> Name = new(
        "--name") { Description = "What to call the device; otherwise the name that the code was made with." };
    private static readonly Option<int?> Portal = new(
        "--portal")
        {
            Description =
                "Opens the set-up portal at this port of this machine, where the device is not enrolled (--data OTHER makes a "
                    + "new one) or was just started five times in a row. Wi-Fi: Garden, password basil-and-thyme.",
        };
    private static readonly Option<string> Data = new(
        "--data") { Description = "Where the devices keep their flash.", DefaultValueFactory = _ => "data-virtual" };
    private static readonly Option<double> Speed = new(
        "--speed") { Description = "How many seconds of its time pass in one second.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Seed = new(
        "--seed") { Description = "Repeats the same weather, plants and chances.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Drying = new(
        "--drying") { Description = "How many times as fast as in a room the soil dries.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> AllSensors = new("--all-sensors")
    {
        Description = "Has three more soil probes, a thermometer in the soil and a battery whose voltage it measures.",
    };

    private static readonly Option<int?> Interval = new(
        "--interval") { Description = "Seconds between readings, instead of what the gateway says." };
    private static readonly Option<TimeSpan?> Battery = Span(
        "--battery", "Lives on a battery: sleeps between readings and connects this often, like 1h.");
    private static readonly Option<TimeSpan?> Duration = Span(
        "--duration", "Ends after this much of its time, like 90s, 10m, 1.5h, 3d; otherwise with Ctrl-C.");
    private static readonly Option<TimeSpan?> Start = Span(
        "--start", "Begins this far from now, like -1h, so that a fast clock does not run into the future.");
    private static readonly Option<int> Count = new(
        "--count") { Description = "How many devices.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string[]> Outage = new(
        "--outage") { Description = "Takes the Wi-Fi away at a time and for a time, like 10m+1h." };
    private static readonly Option<int> PowerCuts = new(
        "--power-cuts")
        {
            Description = "Cuts the power so often at random instants of --duration, each in the middle of a write.",
        };
    private static readonly Option<string[]> FaultOption = new(
        "--fault")
        {
            Description = "power-cut, clock-lost, sensor-stuck or sensor-nonsense, at once or at a time: sensor-stuck@10m.",
        };

    public static async Task<int> Run(string[] args)
    {
        var command = Create();
        var result = command.Parse(args);
        var problems = Problems(command, result, args);
        if (problems.Count == 0) return await result.InvokeAsync();

        foreach (var message in problems) await Console.Error.WriteLineAsync(message);
        await Console.Error.WriteLineAsync("Try --help.");
        return WrongUsage;
    }

    // The parser takes an unknown option for the value of one that wants some.
    private static List<string> Problems(RootCommand command, ParseResult result, string[] args)
    {
        if (result.Action is { ClearsParseErrors: true }) return [];
        var known = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet();
        var unknown = UnknownOptions.In(args, known).Select(word => $"There is no option {word}.{NearestWord.Hint(word, known)}")
            .ToList();
        return unknown.Count > 0 ? unknown : [.. result.Errors.Select(error => error.Message).Distinct()];
    }

    private static RootCommand Create()
    {
        var command = new RootCommand("Virtual plants: the device's own code on .NET, with a plant, a day and faults on demand.")
        {
            Gateway, Code, Name, Portal, Data, Speed, Seed, Drying, AllSensors, Interval,
            Battery, Duration, Start, Count, Outage, PowerCuts, FaultOption,
        };
        Speed.Validators.Add(
            result => Require(
                result, result.GetValueOrDefault<double>() is > 0 and <= 10_000, "--speed is above 0 and at most 10000."));
        Drying.Validators.Add(
            result => Require(
                result, result.GetValueOrDefault<double>() is > 0 and <= 100_000, "--drying is above 0 and at most 100000."));
        Count.Validators.Add(
            result => Require(result, result.GetValueOrDefault<int>() is > 0 and <= 10_000, "--count is between 1 and 10000."));
        PowerCuts.Validators.Add(
            result =>
                Require(result, result.GetValueOrDefault<int>() is >= 0 and <= 1000, "--power-cuts is between 0 and 1000."));
        Portal.Validators.Add(
            result => Require(result, result.GetValueOrDefault<int?>() is null or (> 0 and <= 65535),
                "--portal is a port, between 1 and 65535."));
        Interval.Validators.Add(result => Require(
            result,
            result.GetValueOrDefault<int?>() is null or (>= Limits.MinInterval and <= Limits.MaxInterval),
            $"--interval is between {Limits.MinInterval} and {Limits.MaxInterval}."));
        Battery.Validators.Add(result => Require(
            result,
            result.GetValueOrDefault<TimeSpan?>() is not { } every
                || (every.TotalSeconds >= Limits.MinPublish && every.TotalSeconds <= Limits.MaxPublish),
            "--battery is between 1m and 24h."));
        Outage.Validators.Add(
            result => Require(result, result.GetValueOrDefault<string[]>()!.All(text => Fault.ParseOutage(text) != null),
                "--outage is like 10m+1h."));
        FaultOption.Validators.Add(
            result => Require(result, result.GetValueOrDefault<string[]>()!.All(text => Fault.Parse(text) != null),
                "--fault is power-cut, clock-lost, sensor-stuck or sensor-nonsense, and may say when: sensor-stuck@10m."));
        command.Validators.Add(result =>
        {
            if (result.GetResult(Code) != null && result.GetResult(Gateway) == null) result.AddError("--code needs --gateway.");
            if (result.GetResult(Portal) != null && (result.GetResult(Count) ?? result.GetResult(Speed)) != null)
                result.AddError("--portal is for one device in real time, without --count and --speed.");
            if (result.GetValue(PowerCuts) > 0 && result.GetValue(Duration) == null)
                result.AddError("--power-cuts needs --duration.");
        });
        command.SetAction((result, cancellation) => new Fleet(Options(result)).Run(cancellation));
        return command;
    }

    private static RunOptions Options(ParseResult result) => new()
    {
        Gateway = result.GetValue(Gateway),
        Codes = [
            .. (result.GetValue(Code) ?? []).SelectMany(
                text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        Name = result.GetValue(Name),
        PortalPort = result.GetValue(Portal),
        DataDirectory = Path.GetFullPath(result.GetValue(Data)!),
        Speed = result.GetValue(Speed),
        Seed = result.GetValue(Seed),
        Drying = result.GetValue(Drying),
        AllSensors = result.GetValue(AllSensors),
        IntervalS = result.GetValue(Interval),
        Battery = result.GetValue(Battery),
        Duration = result.GetValue(Duration),
        Start = result.GetValue(Start) ?? TimeSpan.Zero,
        Count = result.GetValue(Count),
        PowerCuts = result.GetValue(PowerCuts),
        Faults = [.. (result.GetValue(Outage) ?? []).SelectMany(text => Fault.ParseOutage(text)!),
            .. (result.GetValue(FaultOption) ?? []).Select(text => Fault.Parse(text)!)],
    };

    private static Option<TimeSpan?> Span(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            var span = Durations.Parse(argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty);
            if (span == null) argument.AddError($"{name} is a time like 90s, 10m, 1.5h or 3d.");
            return span;
        },
    };

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool met, string otherwise)
    {
        if (!met) result.AddError(otherwise);
    }
}
