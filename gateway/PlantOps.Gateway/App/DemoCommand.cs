using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Demo;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.App;

/// <summary><c>demo</c>: a gateway with made-up plants, in a directory of its own.</summary>
internal static class DemoCommand
{
    // Beside a gateway that runs, and for this machine only.
    private static readonly string[] Defaults =
    [
        "--Http:Port", "8090", "--Https:Port", "8453", "--Mqtt:TlsPort", "8893", "--Mqtt:PlainPort", "0", "--Listen", "127.0.0.1",
    ];

    // Whatever a real gateway is given by its environment: nothing made up goes there.
    private static readonly string[] Always = ["--Store:Provider", "LiteDb", "--Certificates:CopyCaTo", "", "--Backup:At",
        "never"];

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Repeats the same plants and the same year.", DefaultValueFactory = _ => 1,
    };

    /// <param name="args">What was typed: settings among it hold for the demo, too.</param>
    public static Command Create(string[] args)
    {
        var command = new Command(
            "demo",
            "Runs a gateway with six virtual plants and a made-up year, in a temporary directory " +
            "unless --DataDirectory names one.")
        {
            Seed,
        };
        foreach (var option in ServeOptions.Create(hidden: true)) command.Options.Add(option);
        command.SetAction((result, stop) => Run(args, result.GetValue(Verb.DataDirectory), result.GetValue(Seed), stop));
        return command;
    }

    private static async Task<int> Run(string[] args, string? directory, int seed, CancellationToken stop)
    {
        if (directory is not null && !DemoMark.MayBeIn(directory))
        {
            await Console.Error.WriteLineAsync(
                $"{Path.GetFullPath(directory)} is no demo's. Name a directory that is not there yet, or leave it out.");
            return ExitCodes.Failed;
        }

        if (directory is not null) return await Serve(args, directory, new DemoMark(Path.GetFullPath(directory), seed), stop);
        var temporary = Directory.CreateTempSubdirectory("plantops-demo-").FullName;
        try
        {
            return await Serve(args, temporary, new DemoMark(null, seed), stop);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static Task<int> Serve(string[] args, string directory, DemoMark mark, CancellationToken stop) => GatewayRun.Serve(
        [.. Defaults, .. args, .. Always, "--DataDirectory", directory], stop, services => services.AddDemo(mark));
}
