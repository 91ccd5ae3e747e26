using LiteDB;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// Compares LiteDB's indexes with its documents, read from the pages themselves. LiteDB follows a damaged link that leads back
/// for ever, and skips what a damaged link or key hides without a word; so both are looked for before anything is read.
/// Layout: LiteDB 5.0.20, <c>BasePage</c>, <c>HeaderPage</c>, <c>IndexNode</c>, <c>DataBlock</c>.
/// </summary>
internal sealed class IndexCheck
{
    private const ulong NoAddress = ((ulong)uint.MaxValue << 8) | byte.MaxValue;

    /// <summary>
    /// What is remembered of each document takes some hundred bytes: a machine with little memory must start as well.
    /// </summary>
    private const int MaxDocuments = 200_000;

    private readonly Dictionary<(int Kind, ulong From), ulong> _links = [];
    private readonly Dictionary<ulong, IndexedDocument> _nodes = [];
    private readonly Dictionary<ulong, IndexedDocument> _documents = [];

    private IndexCheck(long length, Action<long, byte[]> read)
    {
        var bytes = new byte[LiteDbPage.Size];
        for (var position = 0L; position + LiteDbPage.Size <= length && !HasTooMany; position += LiteDbPage.Size)
        {
            read(position, bytes);
            var page = new LiteDbPage(bytes, (uint)(position / LiteDbPage.Size));
            if (page.IsIndex) CollectNodes(page);
            else if (page.IsData) CollectDocuments(page);
        }
    }

    private bool HasTooMany => _documents.Count > MaxDocuments || _nodes.Count > MaxDocuments;

    /// <summary>Looks through a file in which no transaction waits in the log.</summary>
    /// <param name="length">Bytes of the data file.</param>
    /// <param name="read">Reads a page from a position.</param>
    /// <returns>Nothing for one with more documents than can be remembered.</returns>
    public static IndexFindings Run(long length, Action<long, byte[]> read)
    {
        var check = new IndexCheck(length, read);
        if (check.HasTooMany) return new IndexFindings(LeadsInACircle: false, []);
        return new IndexFindings(check.LeadsInACircle(), check.Suspects(CollectionNames(length, read)));
    }

    private void CollectNodes(LiteDbPage page)
    {
        foreach (var (slot, node) in page.Segments())
        {
            var address = AddressOf(page.Id, slot);
            foreach (var (kind, link) in IndexNodeBytes.Links(node)) _links[(kind, address)] = link;
            if (!IndexNodeBytes.IsOfPrimaryKey(node) || IndexNodeBytes.Document(node) is NoAddress) continue;
            _nodes[address] = new IndexedDocument(page.Collection, IndexNodeBytes.Key(node), IndexNodeBytes.Document(node));
        }
    }

    private void CollectDocuments(LiteDbPage page)
    {
        foreach (var (slot, block) in page.Segments())
        {
            var address = AddressOf(page.Id, slot);
            if (DataBlockBytes.BeginsDocument(block))
                _documents[address] = new IndexedDocument(page.Collection, DataBlockBytes.Id(block), address);
        }
    }

    // Each link is followed once: what has been seen to end is not followed again.
    private bool LeadsInACircle()
    {
        var whole = new HashSet<(int Kind, ulong From)>();
        foreach (var start in _links.Keys)
        {
            var path = new HashSet<(int Kind, ulong From)>();
            for (var at = start; !whole.Contains(at) && _links.TryGetValue(at, out var next); at = (at.Kind, next))
            {
                if (!path.Add(at)) return true;
            }

            whole.UnionWith(path);
        }

        return false;
    }

    // The keys of every collection that is not in order, both those of its documents and those of its index.
    private List<(string Collection, BsonValue Id)> Suspects(Dictionary<uint, string> names)
    {
        var broken = _nodes.Where(node => !Fits(node.Value) || !IsLinkedBothWays(node.Key)).Select(node => node.Value.Collection)
            .ToHashSet();
        var reached = _nodes.Values.Select(node => node.Document).ToHashSet();
        broken.UnionWith(
            _documents.Values.Where(document => !reached.Contains(document.Document)).Select(document => document.Collection));
        return
        [
            .. _documents.Values.Concat(_nodes.Values)
                .Where(document =>
                    document.Id is not null && broken.Contains(document.Collection) && names.ContainsKey(document.Collection))
                .Select(document => (names[document.Collection], document.Id!))
                .Distinct(),
        ];
    }

    private bool Fits(IndexedDocument node) => _documents.TryGetValue(node.Document, out var document) && document.Id == node.Id;

    // Kinds are in pairs: the link back of a level, and the link forth.
    private bool IsLinkedBothWays(ulong address)
    {
        for (var kind = 0; _links.TryGetValue((kind, address), out var other); kind++)
        {
            if (other != NoAddress && (!_links.TryGetValue((kind ^ 1, other), out var back) || back != address)) return false;
        }

        return true;
    }

    private static Dictionary<uint, string> CollectionNames(long length, Action<long, byte[]> read)
    {
        if (length < LiteDbPage.Size) return [];
        var header = new byte[LiteDbPage.Size];
        read(0, header);
        try
        {
            var names = new Dictionary<uint, string>();
            foreach (var (name, page) in BsonSerializer.Deserialize(
                header[LiteDbPage.CollectionNamesAt..])) names[(uint)page.AsInt32] = name;
            return names;
        }
        catch (Exception exception) when (exception is LiteException or SystemException)
        {
            // LiteDB cannot read them either, and says so.
            return [];
        }
    }

    internal static ulong AddressOf(uint page, byte slot) => ((ulong)page << 8) | slot;

    private readonly record struct IndexedDocument(uint Collection, BsonValue? Id, ulong Document);
}

/// <summary>What is wrong with the indexes of a database.</summary>
/// <param name="LeadsInACircle">Whether one would be followed for ever.</param>
/// <param name="Suspects">Documents of collections whose index is not in order: some of them may not be found by it.</param>
internal readonly record struct IndexFindings(bool LeadsInACircle, IReadOnlyList<(string Collection, BsonValue Id)> Suspects);
