using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.CommandLine;

public sealed class OutputFileTests
{
    [Fact]
    public async Task Keep_WholeFile_HasItsNameOnlyThen()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "readings.csv");

        await using (var file = new OutputFile(path, replace: false))
        {
            await file.Stream.WriteAsync("whole"u8.ToArray(), TestContext.Current.CancellationToken);
            Assert.False(File.Exists(path));
            file.Keep();
        }

        Assert.Equal("whole", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFiles(directory.Path));
    }

    [Fact]
    public async Task Dispose_NotWhole_LeavesWhatWasThere()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "readings.csv");
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);

        await using (var file = new OutputFile(path, replace: true))
            await file.Stream.WriteAsync("half"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFiles(directory.Path));
    }

    [Fact]
    public async Task Keep_SomebodyMadeItMeanwhile_RefusesAndLeavesItAlone()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "readings.csv");
        await using var file = new OutputFile(path, replace: false);
        await File.WriteAllTextAsync(path, "theirs", TestContext.Current.CancellationToken);

        Assert.ThrowsAny<IOException>(file.Keep);

        Assert.Equal("theirs", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }
}
