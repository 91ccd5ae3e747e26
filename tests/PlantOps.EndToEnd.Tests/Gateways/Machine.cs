using System.Diagnostics;

namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>
/// Where a program of a test runs: on this machine, or in a network namespace, which is a machine of its own to it.
/// </summary>
/// <param name="Address">By which others reach it.</param>
/// <param name="Namespace">Its network's name; <see langword="null"/> for the test's own.</param>
internal sealed record Machine(string Address, string? Namespace = null)
{
    public static Machine This { get; } = new("127.0.0.1");

    public bool IsThis => Namespace is null;

    /// <summary>How to start a program there. The process is the program itself, so a kill meets it.</summary>
    public ProcessStartInfo Start(string program, params IEnumerable<string> arguments) =>
        Namespace is null ? new(program, arguments) : new("ip", ["netns", "exec", Namespace, program, .. arguments]);
}
