using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>Files of LiteDB's own, with a link of an index replaced by another one.</summary>
public sealed class IndexLinksTests
{
    private const int PageSize = 8192;
    private const int Rounds = 300;

    [Fact]
    public void LeadInACircle_WholeFile_IsFalse() => Assert.False(IsCircular(Whole()));

    [Fact]
    public void LeadInACircle_LinksReplacedAtRandom_FindsEveryCircleOfTheRangeThatLiteDbFollows()
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

    private static bool IsCircular(byte[] file) => IndexLinks.LeadInACircle(file.Length, (position, page) => Array.Copy(file, position, page, 0, PageSize));

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
            using var reader = engine.Query("c", new Query { Where = { BsonExpression.Create("$._id BETWEEN @0 AND @1", 1L, 300L) } });
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
