using System.CommandLine;
using System.CommandLine.Help;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Mcp;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Broker.SetAside;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Updates;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.App;

/// <summary>The program's verbs. Without one it serves.</summary>
internal static class PlantOpsCommand
{
    public static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> Run(string[] args)
    {
        var words = ServeOptions.Normalise(args);
        var (result, problems) = Parse(args, words);
        if (problems.Count > 0) return await Refuse([.. problems, $"Try `{UsageErrors.PathOf(result.CommandResult)} --help`."]);
        if (NeedsSettings(result) && SettingProblems() is { Count: > 0 } unknown) return await Refuse(unknown);

        // The gateway's own host handles Ctrl-C; the parser's handler would cut its stop short.
        return await result.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    // To make all verbs takes a tenth of the gateway's start: to serve, one is enough.
    private static (ParseResult Result, IReadOnlyList<string> Problems) Parse(string[] args, string[] words)
    {
        var serving = CreateServing(args).Parse(words, Parser);
        if (CommandNames.IsServe(serving.CommandResult.Command) && serving.Action == serving.CommandResult.Command.Action &&
            UsageErrors.Of(serving, words).Count == 0)
        {
            return (serving, []);
        }

        var result = Create(args).Parse(words, Parser);
        return (result, UsageErrors.Of(result, words));
    }

    private static RootCommand CreateServing(string[] args) =>
        Serve(new RootCommand { Serve(new Command(CommandNames.Serve), args, hidden: false), Verb.DataDirectory }, args,
            hidden: true);

    /// <summary>Every verb there is.</summary>
    /// <param name="args">What the gateway is served with.</param>
    public static RootCommand Create(string[] args)
    {
        var root = new RootCommand(
            "PlantOps gateway: broker, store and API for plant sensors. " +
            $"`{CommandNames.Program} {CommandNames.Serve} --help` lists settings.")
        {
            Serve(new Command(CommandNames.Serve, "Runs the gateway; also what happens without a verb."), args, hidden: false),
            DemoCommand.Create(args),
            DevicesCommand.Create(),
            PlantCommand.Create(PlantRuleCommand.Create()),
            VirtualPlantCommand.Create(),
            AlertCommand.Create(),
            CareCommand.Create([QuestionCommand.Create(), PhotoLookCommand.Create()]),
            SpeciesCommand.Create(),
            ChannelCommand.Create(),
            PersonCommand.Create(),
            DeliveryCommand.Create(),
            TokenCommand.Create(),
            MqttLoginCommand.Create(),
            SessionCommand.Create(ArrivalCommand.Waiting(), ArrivalCommand.Refuse()),
            PasskeyCommand.Create(),
            WallCommand.Create(),
            ArrivalCommand.Approve(),
            OpenCommand.Create(),
            AuditCommand.Create(),
            EventsCommand.Create(),
            AdvisorCommand.Create(),
            McpCommand.Create(),
            SetAsideCommand.Create(),
            StoreCommand.Create(),
            FleetCommand.Create(),
            BackupCommand.Create(),
            CertificatesCommand.Create(),
            ExportCommand.Create(),
            ImportCommand.Create(),
            HealthCommand.Create(),
            DoctorCommand.Create(SettingProblems),
            DiagnosticsCommand.Create(GatewaySettings.All, SettingProblems),
            UpdateCommand.Create(RehearseCommand.Create()),
        };
        root.Subcommands.Add(CompletionCommand.Create());
        root.Subcommands.Add(HelpCommand.Create(root));
        root.Subcommands.Add(HelpCommand.CreateVersion(root));
        root.Options.Add(Verb.DataDirectory);
        return Serve(root, args, hidden: true);
    }

    private static T Serve<T>(T command, string[] args, bool hidden)
        where T : Command
    {
        foreach (var option in ServeOptions.Create(hidden)) command.Options.Add(option);
        command.SetAction((_, cancellationToken) => GatewayRun.Serve(args, cancellationToken));
        return command;
    }

    // What only says something about the program works whatever is set; what is wrong with settings, the doctor says.
    private static bool NeedsSettings(ParseResult result) =>
        result.Action is not (null or HelpAction) && result.Action == result.CommandResult.Command.Action &&
        result.CommandResult.Command.Name is not (HelpCommand.Name or HelpCommand.Version or CompletionCommand.Name
            or DoctorCommand.Name);

    private static IReadOnlyList<string> SettingProblems()
    {
        var problems = UnknownSettings.InEnvironment(Environment.GetEnvironmentVariables().Keys.Cast<string>()).ToList();
        try
        {
            problems.AddRange(UnknownSettings.InFile(GatewayConfiguration.File));
        }
        catch (InvalidDataException exception)
        {
            problems.Add($"{GatewayConfiguration.File} cannot be read: {(exception.InnerException ?? exception).Message}");
        }

        return problems;
    }

    private static async Task<int> Refuse(IEnumerable<string> problems)
    {
        foreach (var problem in problems) await Console.Error.WriteLineAsync(problem);
        return ExitCodes.WrongUsage;
    }
}
