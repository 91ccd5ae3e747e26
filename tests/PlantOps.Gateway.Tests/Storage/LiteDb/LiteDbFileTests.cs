using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbFileTests : IDisposable
{
    private static readonly LiteDbDocuments Notes = new("notes");

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Commit_ThenRead_IsThere()
    {
        using var file = _directory.OpenFile();
        Add(file, 1);
        Assert.Equal([1], Ids(file));
    }

    [Fact]
    public void Commit_WorkThrows_LeavesNothingAndGoesOn()
    {
        using var file = _directory.OpenFile();
        Add(file, 1);
        Assert.Throws<FormatException>(() => file.Commit(engine =>
        {
            Notes.Insert(engine, [LiteDbDocuments.Document(2)]);
            throw new FormatException();
        }));
        Assert.Equal([1], Ids(file));
        Add(file, 3);
        Assert.Equal([1, 3], Ids(file));
    }

    [Fact]
    public void Commit_ThatChangesNothing_Returns()
    {
        using var file = _directory.OpenFile();
        file.Commit(engine => Notes.Delete(engine, 1, 5));
        Assert.Empty(Ids(file));
    }

    [Fact]
    public void Dispose_AfterCommits_LeavesNothingInTheLog()
    {
        using (var file = _directory.OpenFile()) Add(file, 1, new byte[100_000]);

        Assert.Equal(0, new FileInfo(_directory.Data.DatabaseLog).Length);
        using var reopened = _directory.OpenFile();
        Assert.Equal([1], Ids(reopened));
    }

    [Fact]
    public void Commit_FarMoreThanACheckpoint_IsThereAfterReopening()
    {
        using (var file = _directory.OpenFile())
        {
            for (var i = 1; i <= 400; i++) Add(file, i, new byte[40_000]);
        }

        using var reopened = _directory.OpenFile();
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), Ids(reopened));
    }

    [Fact]
    public void Open_DirectoryInUse_NamesIt()
    {
        using var file = _directory.OpenFile();
        var refused = Assert.Throws<StoreUnavailableException>(_directory.OpenFile);
        Assert.Contains(_directory.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        Add(file, 1);
    }

    [Fact]
    public void Open_DirectoryCannotBeMade_NamesIt()
    {
        var path = Path.Combine(_directory.Path, "file");
        File.WriteAllText(path, string.Empty);
        var refused = Assert.Throws<StoreUnavailableException>(() => new DataDirectory(Path.Combine(path, "data")));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NewDirectory_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes.");
            return;
        }

        var data = new DataDirectory(Path.Combine(_directory.Path, "a", "b"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data.Path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(8192)]
    [InlineData(100_000)]
    public void Open_FileIsNotADatabase_SaysSoAndLeavesItAlone(int length)
    {
        var foreign = new byte[length];
        new Random(1).NextBytes(foreign);
        File.WriteAllBytes(_directory.Data.Database, foreign);
        var refused = Assert.Throws<StoreUnavailableException>(_directory.OpenFile);
        Assert.Contains(_directory.Data.Database, refused.Message, StringComparison.Ordinal);
        Assert.Equal(foreign, File.ReadAllBytes(_directory.Data.Database));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Commit_LiteDbsWriterHasDied_FailsInTimeAndGoesOnWithANewSession(bool isSilent)
    {
        using var file = new LiteDbFile(_directory.Data, NullLogger<LiteDbFile>.Instance, TimeSpan.FromMilliseconds(500));
        Add(file, 1);

        var failed = Record.Exception(() => file.Commit(engine =>
        {
            DeadWriter.Kill(engine, isSilent);
            Notes.Insert(engine, [LiteDbDocuments.Document(2)]);
        }));

        Assert.IsType(isSilent ? typeof(StoreUnavailableException) : typeof(InvalidOperationException), failed);
        Add(file, 3);
        Assert.Equal([1, 3], Ids(file));
    }

    public void Dispose() => _directory.Dispose();

    private static void Add(LiteDbFile file, long id, byte[]? block = null) =>
        file.Commit(engine => Notes.Insert(engine, [LiteDbDocuments.Document(id, block ?? [1])]));

    private static IEnumerable<long> Ids(LiteDbFile file) =>
        file.Read(engine => Notes.Between(engine, 0, long.MaxValue)).Select(found => found.Key);
}
