using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Attack.Targets;

/// <summary>
/// A script that runs the gateway with its log in a file, byte for byte as it was written, and where asked for with a clock
/// that can be moved. Other verbs run as they are.
/// </summary>
internal sealed class WrappedProgram : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("plantops-attack-").FullName;

    public WrappedProgram(bool hasMovableClock)
    {
        if (hasMovableClock) MoveClock("+0");
        var library = hasMovableClock ? FakeTimeLibrary : null;
        var clock = library is null
            ? ""
            : $"LD_PRELOAD={library} FAKETIME_NO_CACHE=1 DONT_FAKE_MONOTONIC=1 FAKETIME_TIMESTAMP_FILE='{ClockFile}' ";
        File.WriteAllText(Path, $"""
            #!/bin/sh
            # The gateway refuses variables that are not its own.
            unset PLANTOPS_PROGRAM
            case "$1" in
              --*) exec env {clock}'{Native}' "$@" >>'{LogFile}' 2>&1 ;;
              *) exec '{Native}' "$@" ;;
            esac

            """);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>What is attacked.</summary>
    public static string Native { get; } = Environment.GetEnvironmentVariable("PLANTOPS_PROGRAM") ?? Repository.NativeGateway;

    /// <summary>libfaketime, where it is installed.</summary>
    public static string? FakeTimeLibrary { get; } =
        Directory.EnumerateDirectories("/usr/lib").Append("/usr/lib")
            .Select(folder => System.IO.Path.Combine(folder, "faketime/libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    public string Path => System.IO.Path.Combine(_directory, "gateway.sh");

    public string LogFile => System.IO.Path.Combine(_directory, "gateway.log");

    private string ClockFile => System.IO.Path.Combine(_directory, "clock");

    /// <summary>As libfaketime reads it: <c>-2d</c>, or <c>@2100-01-01 00:00:00</c>. It takes effect at once.</summary>
    public void MoveClock(string time)
    {
        // Replaced whole: the gateway reads it at every look at the clock.
        File.WriteAllText(ClockFile + ".new", time + "\n");
        File.Move(ClockFile + ".new", ClockFile, overwrite: true);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
