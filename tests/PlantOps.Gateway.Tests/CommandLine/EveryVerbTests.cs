using System.CommandLine;
using System.CommandLine.Completions;
using System.Net.Sockets;
using PlantOps.Gateway.App;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.CommandLine;

/// <summary>What holds of every verb, whichever there are.</summary>
public sealed class EveryVerbTests : IDisposable
{
    // These end before they ask: they say something about the program, or the file they are given is no good.
    private static readonly string[] AskNobody =
    [
        "help", "version", "completion", "import", "species set", "demo", "update verify", "update apply", "update back",
        "update rehearse", "update check",
    ];

    private static readonly RootCommand Root = PlantOpsCommand.Create([]);

    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _file;
    private readonly Task _accepting;
    private int _asked;

    public EveryVerbTests()
    {
        _file = Path.Combine(_directory.Path, "sample.csv");
        File.WriteAllText(_file, "nothing\n");
        _listener.Bind(new UnixDomainSocketEndPoint(LocalSocket.PathIn(_directory.Path)));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public static TheoryData<string> Verbs => [.. Commands().Select(found => found.Path)];

    public void Dispose()
    {
        _listener.Dispose();
        _accepting.GetAwaiter().GetResult();
        _directory.Dispose();
    }

    [Fact]
    public void Commands_Found_AreAllThereAre() => Assert.InRange(Commands().Count(), 50, 200);

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Run_WithAnUnknownOption_Ends2AndAsksNobody(string verb)
    {
        var (path, arguments) = Sample(verb);

        Assert.Equal(2, await Run([.. path, .. arguments, "--no-such-option"]));
        Assert.NotEmpty(Problems([.. path, "--no-such-option", .. arguments]));
        Assert.NotEmpty(Problems([.. path, .. arguments, "--no-such-option=1"]));
        Assert.NotEmpty(Problems([.. path, .. arguments, "--no-such-option", "1"]));
        Assert.NotEmpty(Problems([.. path, .. arguments, "-x"]));
        Assert.Equal(0, _asked);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Run_WithAnExtraWord_Ends2AndAsksNobody(string verb)
    {
        // A name may have any number of words, and a certificate any number of names.
        if (verb is "species search" or "certificates issue") return;
        var (path, arguments) = Sample(verb, all: true);

        Assert.Equal(2, await Run([.. path, .. arguments, "no-such-word"]));
        Assert.Equal(0, _asked);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Run_AsItShouldBe_IsNotRefused(string verb)
    {
        if (verb is "" or "serve") return;
        var (path, arguments) = Sample(verb);

        var exit = await Run([.. path, .. arguments]);

        Assert.NotEqual(2, exit);
        Assert.Equal(!AskNobody.Contains(verb), _asked > 0);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Run_WithValuesOfTheWrongKind_ShowsNoTypeOfCSharp(string verb)
    {
        var (path, arguments) = Sample(verb);
        var command = Commands().Single(found => found.Path == verb).Command;
        foreach (var option in command.Options.Where(
            option => option.Arity.MinimumNumberOfValues > 0 && !option.Hidden && !ServeOptions.IsSetting(option.Name)))
        {
            var lines = Problems([.. path, .. arguments, option.Name, "~"]);
            Assert.All(lines, line => Assert.DoesNotMatch("System\\.|PlantOps\\.|expected type", line));
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            var wrong = arguments.ToArray();
            wrong[i] = "~";
            Assert.All(Problems([.. path, .. wrong]), line => Assert.DoesNotMatch("System\\.|PlantOps\\.|expected type", line));
        }
    }

    private static IEnumerable<(string Path, Command Command)> Commands() => Under(Root, string.Empty);

    private static IEnumerable<(string Path, Command Command)> Under(Command command, string path)
    {
        if (command.Action is not null) yield return (path, command);
        foreach (var found in command.Subcommands.SelectMany(sub => Under(sub, $"{path} {sub.Name}".Trim()))) yield return found;
    }

    private static IReadOnlyList<string> Problems(string[] words) =>
        Gateway.App.UsageErrors.Of(Root.Parse(words, PlantOpsCommand.Parser), words);

    private Task<int> Run(string[] words) => PlantOpsCommand.Run([.. words, "--DataDirectory", _directory.Path]);

    // What has to be given, or everything that can be.
    private (string[] Path, string[] Arguments) Sample(string verb, bool all = false)
    {
        var command = Commands().Single(found => found.Path == verb).Command;
        var arguments = command.Arguments.Where(argument => all || argument.Arity.MinimumNumberOfValues > 0)
            .Select(argument => Value(argument, verb));
        var options = command.Options.Where(option => option.Required)
            .SelectMany(option => new[] { option.Name, Completed(option.GetCompletions(CompletionContext.Empty)) ?? "sample" });
        // It needs something to change.
        string[] change = verb == "advisor set" ? ["--off"] : [];
        return (verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), [.. arguments, .. options, .. change]);
    }

    private string Value(Argument argument, string verb) =>
        Completed(argument.GetCompletions(CompletionContext.Empty)) ?? argument.Name switch
    {
        "FILE" => _file,
        "HOURS" => "2",
        "FIELD=VALUE" => "url=x",
        "NAME=VALUE" => verb == "device set" ? "interval_s=60" : "warning=5",
        _ => "sample",
    };

    private static string? Completed(IEnumerable<CompletionItem> items) => items.FirstOrDefault()?.Label;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptAsync();
                Interlocked.Increment(ref _asked);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
