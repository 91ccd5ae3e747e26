using System.Text;
using LiteDB;
using LiteDB.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>Files of LiteDB's own, with a link of an index replaced by another one.</summary>
public sealed class IndexCheckTests
{
    private const int PageSize = 8192;
    private const int Rounds = 300;
    private const int Documents = 200;
    private const int DamagedFiles = 100;

    [Fact]
    public void Run_WholeFile_FindsNothing()
    {
        var findings = Check(Whole());

        Assert.False(findings.LeadsInACircle);
        Assert.Empty(findings.Suspects);
    }

    [Fact]
    public void Run_LinksReplacedAtRandom_FindsEveryCircleOfTheRangeThatLiteDbFollows()
    {
        var whole = Whole();
        var random = new Random(20_261_128);
        var links = Links(whole);
        var (circles, read) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = (byte[])whole.Clone();
            Array.Copy(whole, links[random.Next(links.Length)], damaged, links[random.Next(links.Length)], 5);
            if (IsCircular(damaged)) circles++;
            else if (ReadsToAnEnd(damaged)) read++;
        }

        // One that was missed would be read for ever.
        Assert.NotEqual(0, circles);
        Assert.NotEqual(0, read);
    }

    [Fact]
    public void Run_DocumentsComeAndGo_FindsNothing()
    {
        using var directory = new TemporaryDirectory();
        var random = new Random(1);
        using (var file = Open(directory))
        {
            for (var round = 0; round < 200; round++)
            {
                file.Commit(engine =>
                {
                    for (var i = 0; i < 20; i++)
                    {
                        var id = random.Next(500);
                        BsonValue key = random.Next(2) == 0
                            ? new BsonValue((long)id)
                            : new BsonValue(Encoding.ASCII.GetBytes($"id-{id}"));
                        if (random.Next(3) == 0) engine.Delete("c", [key]);
                        else engine.Upsert("c",
                            [new BsonDocument { ["_id"] = key, ["d"] = new byte[random.Next(12_000)] }.Sealed()],
                            BsonAutoId.Int64);
                    }
                });
            }
        }

        Assert.Empty(Check(File.ReadAllBytes(directory.Data.Database)).Suspects);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Documents_BitsOfTheIndexFlipped_NoneIsMissingInSilence(int seed)
    {
        using var directory = new TemporaryDirectory();
        using (var file = Open(directory))
        {
            file.Commit(
                engine => engine.Insert("c",
                    Enumerable.Range(1, Documents).Select(i => new BsonDocument { ["_id"] = (long)i, ["d"] = i }.Sealed()),
                    BsonAutoId.Int64));
        }

        var whole = File.ReadAllBytes(directory.Data.Database);
        var pages = Enumerable.Range(0, whole.Length / PageSize).Where(page => whole[(page * PageSize) + 4] == 3).ToArray();
        var random = new Random(seed);
        var told = 0;
        for (var round = 0; round < DamagedFiles; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var bits = random.Next(1, 13); bits > 0; bits--)
            {
                damaged[(pages[random.Next(pages.Length)] * PageSize) + random.Next(PageSize)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(directory.Data.Database, damaged);
            File.Delete(directory.Data.DatabaseLog);
            if (IsTold(directory, $"seed {seed}, round {round}")) told++;
        }

        Assert.NotEqual(0, told);
    }

    // Whether damage was seen. What is neither there nor told of fails the test.
    private static bool IsTold(TemporaryDirectory directory, string what)
    {
        try
        {
            using var file = Open(directory);
            var first = file.Documents("c", new DocumentRange(1L, Documents / 2L));
            var second = file.Documents("c", new DocumentRange((Documents / 2L) + 1, (long)Documents));
            var found = first.Concat(second).ToList();
            AssertEnds(file, what);
            var right = found.Where(document => document.Damage is null).Select(document => document.Document!["d"].AsInt32)
                .Distinct().Count();
            Assert.True(right == Documents || found.Exists(document => document.Damage is not null),
                $"{what}: {Documents - right} documents are missing.");
            return right < Documents;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }

    // Whoever goes through a collection page by page goes on behind the last key that came, in both directions.
    private static void AssertEnds(LiteDbFile file, string what)
    {
        long next = 1;
        while (file.Documents("c", new DocumentRange(next, (long)Documents) { Limit = 16 }) is { Count: > 0 } page)
        {
            Assert.All(page,
                document => Assert.True(
                    document.Id.AsInt64 >= next && document.Id.AsInt64 <= Documents, $"{what}: {document.Id} after {next}."));
            next = page[^1].Id.AsInt64 + 1;
        }

        long last = Documents;
        while (file.Documents("c", new DocumentRange(1L, last) { Limit = 1, Backwards = true }) is [var one])
        {
            Assert.True(one.Id.AsInt64 >= 1 && one.Id.AsInt64 <= last, $"{what}: {one.Id} before {last}.");
            last = one.Id.AsInt64 - 1;
        }
    }

    private static LiteDbFile Open(TemporaryDirectory directory) => new(directory.Data, NullLogger<LiteDbFile>.Instance);

    private static bool IsCircular(byte[] file) => Check(file).LeadsInACircle;

    private static IndexFindings Check(byte[] file) =>
        IndexCheck.Run(file.Length, (position, page) => Array.Copy(file, position, page, 0, PageSize));

    private static byte[] Whole()
    {
        var data = new MemoryStream();
        using (var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = new MemoryStream() }))
        {
            engine.Insert("c", Enumerable.Range(1, 300).Select(i => new BsonDocument { ["_id"] = (long)i }), BsonAutoId.Int64);
            engine.Checkpoint();
        }

        return data.ToArray();
    }

    // Whatever looks like the address of a node in an index page.
    private static int[] Links(byte[] file)
    {
        var pages = Enumerable.Range(0, file.Length / PageSize).Where(page => file[(page * PageSize) + 4] == 3).ToHashSet();
        return
        [
            .. from page in pages
               from at in Enumerable.Range((page * PageSize) + 32, 7000)
               where pages.Contains((int)BitConverter.ToUInt32(file, at)) && file[at + 4] < 200
               select at,
        ];
    }

    private static bool ReadsToAnEnd(byte[] file)
    {
        try
        {
            var data = new MemoryStream();
            data.Write(file);
            using var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = new MemoryStream() });
            using var reader = engine.Query(
                "c", new Query { Where = { BsonExpression.Create("$._id BETWEEN @0 AND @1", 1L, 300L) } });
            while (reader.Read())
            {
                // To its end.
            }

            return true;
        }
        catch (Exception exception) when (exception is LiteException or SystemException)
        {
            return false;
        }
    }
}
