using System.Diagnostics;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Updates;

namespace PlantOps.Gateway.Tests.Updates;

/// <summary>Updates of a real gateway to programs that work and to programs that do not: nothing is lost by either.</summary>
public sealed class UpdateStepsTests
{
    private const string Bad = "9.9.9";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Switch_ToAProgramThatWorks_StaysThere()
    {
        await using var bench = new UpdateBench("0.0.1", worksLater: true);
        bench.Real(HealthApi.Version);
        var kept = await bench.Serve();

        Assert.Null(await bench.Steps.Rehearse(HealthApi.Version, kept, Token));
        Assert.Null(await bench.Steps.Switch(HealthApi.Version, kept.Contents, Token));

        Assert.Equal((HealthApi.Version, "0.0.1"), (bench.Installation.Current, bench.Installation.Previous));
        Assert.Equal(UpdateBench.Readings, (await bench.Contents())!.Readings);
        Assert.False(Directory.Exists(Path.Combine(bench.Data, ".rehearsal")));
        Assert.True(File.Exists(kept.File));
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("exec sleep 600")]
    [InlineData("cp \"$data/plantops.db\" \"$data/plantops.db.before-version-99\"; echo broken >\"$data/plantops.db\"; rm -f " +
        "\"$data/plantops.db-log\"; exit 1")]
    [InlineData("echo broken >\"$data/plantops.db\"; exit 1")]
    [InlineData("kill -SEGV $$")]
    public async Task Switch_ToAProgramThatDoesNot_IsTakenBackWithNothingLost(string serve)
    {
        await using var bench = new UpdateBench(HealthApi.Version);
        bench.Program(Bad, serve);
        var kept = await bench.Serve();
        var begun = Stopwatch.GetTimestamp();

        var problem = await bench.Steps.Switch(Bad, kept.Contents, Token);

        Assert.NotNull(problem);
        Assert.StartsWith($"{Bad} is not ready", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("does not run either", problem, StringComparison.Ordinal);
        Assert.Equal(HealthApi.Version, bench.Installation.Current);
        Assert.Equal((1, UpdateBench.Readings), ((await bench.Contents())!.Devices, (await bench.Contents())!.Readings));
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Switch_WhereTheServiceManagerRefusesTheStart_IsTakenBack()
    {
        await using var bench = new UpdateBench(HealthApi.Version);
        bench.Program(Bad, "exit 1");
        var kept = await bench.Serve();
        bench.RefuseToStart(Bad);

        var problem = await bench.Steps.Switch(Bad, kept.Contents, Token);

        Assert.Contains("start` failed: Refused.", problem, StringComparison.Ordinal);
        Assert.Equal(HealthApi.Version, bench.Installation.Current);
        Assert.Equal(UpdateBench.Readings, (await bench.Contents())!.Readings);
    }

    [Fact]
    public async Task Switch_BrokenOff_IsTakenBack()
    {
        await using var bench = new UpdateBench(HealthApi.Version);
        bench.Program(Bad, "touch \"$data/began\"; exec sleep 600");
        var kept = await bench.Serve();
        using var interruption = new CancellationTokenSource();

        var run = bench.Steps.Switch(Bad, kept.Contents, interruption.Token);
        await Eventually.IsAsync(() => File.Exists(Path.Combine(bench.Data, "began")));
        await interruption.CancelAsync();

        Assert.Equal("It was broken off.", await run);
        Assert.Equal(HealthApi.Version, bench.Installation.Current);
        Assert.Equal(UpdateBench.Readings, (await bench.Contents())!.Readings);
    }

    [Theory]
    [InlineData("if [ \"$1\" = update ]; then echo 'The step failed.' >&2; exit 1; fi", "The step failed.")]
    [InlineData("if [ \"$1\" = update ]; then echo '{\"devices\":1,\"readings\":3}'; exit; fi",
        "finds 1 devices and 3 readings where there are 1 and 25")]
    [InlineData("if [ \"$1\" = update ]; then echo hello; exit; fi", "does not say what it finds")]
    public async Task Rehearse_AProgramThatCannotOpenACopy_IsRefusedBeforeAnythingIsChanged(string line, string expected)
    {
        await using var bench = new UpdateBench(HealthApi.Version);
        bench.Program(Bad, $":\nfi\n{line}\nif false; then :");
        var kept = await bench.Serve();

        var problem = await bench.Steps.Rehearse(Bad, kept, Token);

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Equal(HealthApi.Version, bench.Installation.Current);
        Assert.False(Directory.Exists(Path.Combine(bench.Data, ".rehearsal")));
    }

    [Fact]
    public async Task Unpack_AReleasesArchive_IsPutBesideTheOthersByItsVersion()
    {
        await using var bench = new UpdateBench(HealthApi.Version);
        bench.Program(Bad, "exit 1");
        var archive = await bench.Archive(Bad);
        Directory.Delete(bench.Installation.DirectoryOf(Bad), recursive: true);

        Assert.Equal((Bad, null), await bench.Steps.Unpack(archive, Token));

        Assert.True(File.Exists(bench.Installation.Program(Bad)));
        Assert.Equal(HealthApi.Version, bench.Installation.Current);
    }

    [Theory]
    [InlineData("not a program", "does not run on this machine")]
    [InlineData("#!/bin/sh\nexit 3\n", "does not run on this machine")]
    [InlineData("#!/bin/sh\necho ../../etc\n", "does not say its version")]
    public async Task Unpack_AProgramThatDoesNotRunHere_IsRefused(string program, string expected)
    {
        await using var bench = new UpdateBench(HealthApi.Version);
        var directory = Directory.CreateDirectory(Path.Combine(bench.Root, Bad)).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "plantops"), program, Token);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(directory, "plantops"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var archive = await bench.Archive(Bad);

        var (version, problem) = await bench.Steps.Unpack(archive, Token);

        Assert.Null(version);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_AProgramThatCameOtherwise_IsNoInstallation()
    {
        await using var bench = new UpdateBench("0.0.1");

        Assert.Equal("0.0.1", Installation.Of(bench.Installation.Program("0.0.1"))!.Current);
        Assert.Null(Installation.Of("/usr/lib/plantops/plantops"));
        Assert.Null(Installation.Of(null));
    }
}
