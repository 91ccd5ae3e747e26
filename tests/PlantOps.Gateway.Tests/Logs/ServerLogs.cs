using System.Collections.Concurrent;
using System.Reflection;
using PlantOps.Gateway.Tests.Logs;
using Xunit.v3;

[assembly: ShowServerLogs]

namespace PlantOps.Gateway.Tests.Logs;

internal sealed partial class ServerLog
{
    static partial void Register(ServerLog log) => ServerLogs.Register(log);

    static partial void Find(string name, ref ServerLog? log) => log = ServerLogs.Find(name);
}

/// <summary>Which servers a test has, those of its fixtures included.</summary>
internal static class ServerLogs
{
    private const int MaxOfATest = 20;

    // By the test, or by the class, the collection or the assembly whose fixture started it.
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<ServerLog>> Owned = new();

    private static string? Owner
    {
        get
        {
            var context = TestContext.Current;
            return context.Test?.UniqueID ?? context.TestClass?.UniqueID
                ?? context.TestCollection?.UniqueID ?? context.TestAssembly?.UniqueID;
        }
    }

    public static void Register(ServerLog log)
    {
        if (Owner is not { } owner) return;
        var logs = Owned.GetOrAdd(owner, _ => new ConcurrentQueue<ServerLog>());
        if (logs.Contains(log)) return;
        logs.Enqueue(log);
        if (logs.Count > MaxOfATest) logs.TryDequeue(out _);
    }

    public static ServerLog? Find(string name) =>
        Owner is { } owner && Owned.TryGetValue(owner, out var logs) ? logs.FirstOrDefault(log => log.Name == name) : null;

    public static IEnumerable<ServerLog> Of(IXunitTest test)
    {
        var tested = test.TestCase;
        string[] owners =
        [
            test.UniqueID, tested.TestMethod.TestClass.UniqueID, tested.TestCollection.UniqueID,
            tested.TestCollection.TestAssembly.UniqueID,
        ];
        return owners.SelectMany(owner => Owned.TryGetValue(owner, out var logs) ? logs.ToArray() : []);
    }

    public static void Forget(IXunitTest test) => Owned.TryRemove(test.UniqueID, out _);
}

/// <summary>Writes the logs of a test's servers into its output when it has failed, and forgets them.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ShowServerLogsAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current is { TestState.Result: TestResult.Failed, TestOutputHelper: { } output })
            foreach (var log in ServerLogs.Of(test)) output.WriteLine(log.ToString());
        ServerLogs.Forget(test);
    }
}
