using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Access.Secrets;

/// <summary>
/// Where the keys are that secrets are encrypted with. With LiteDB in the data directory's <c>keys/</c>, beside the
/// database: who gets hold of a copy of that file alone reads no secret. With PostgreSQL in the database, because every
/// gateway on it must read them; what the directory has is copied there, so that secrets survive a move between stores. There
/// they are encrypted themselves where a file was named for that.
/// </summary>
internal sealed partial class KeyRing(
    IRecords records, DataDirectory directory, IOptions<SecretOptions> options, ILogger<KeyRing> logger) : IXmlRepository
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Extension = ".xml";

    private readonly string _folder = directory.File("keys");
    private readonly KeySeal _seal = new(options.Value.Key);

    /// <summary>A directory that is there and can be written to.</summary>
    public string Directory => directory.Path;

    public int Count => GetAllElements().Count;

    /// <exception cref="CryptographicException">Those that gateways share are encrypted, and not with this one's
    /// file.</exception>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var kept = new Dictionary<string, string>();
        foreach (var record in records.Read(RecordSet.Keys, RecordRange.All).Where(record => record.Damage is null))
        {
            if (Open(record) is { } xml) kept.Add(record.Id, xml);
        }

        foreach (var (name, xml) in Files())
        {
            if (kept.TryAdd(name, xml) && records.IsShared) Keep(name, xml);
        }

        return [.. kept.Values.Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var xml = element.ToString(SaveOptions.DisableFormatting);
        if (records.IsShared) Keep(friendlyName, xml);
        else Write(Path.Combine(_folder, friendlyName + Extension), xml);
    }

    private string? Open(StoredRecord record)
    {
        var text = JsonSerializer.Deserialize(record.Json, WebJson.Default.String)!;
        try
        {
            var xml = _seal.Open(record.Id, text);
            if (records.IsShared && _seal.CanSeal && !KeySeal.IsSealed(text)) Keep(record.Id, xml, record.Version);
            return xml;
        }
        catch (CryptographicException exception) when (!records.IsShared)
        {
            // As a restore or a move from a database has left it. There is no other gateway: what is new gets a new key.
            Log.NotReadable(logger, record.Id, exception.Message);
            return null;
        }
    }

    private void Keep(string name, string xml, long expected = 0) => records.TryCommit(
        [new RecordChange(
            RecordSet.Keys, name, JsonSerializer.Serialize(_seal.Seal(name, xml), WebJson.Default.String), expected)]);

    private IEnumerable<(string Name, string Xml)> Files() => System.IO.Directory.Exists(_folder)
        ? System.IO.Directory.EnumerateFiles(_folder, "*" + Extension)
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))
        : [];

    private void Write(string path, string xml)
    {
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(_folder);
        else System.IO.Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);

        // A name that nobody reads until the key is whole and on disk.
        var unfinished = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(unfinished, options))
        {
            using (var writer = new StreamWriter(file, leaveOpen: true)) writer.Write(xml);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1460, Level = LogLevel.Warning, Message = "Secrets of key {Key} cannot be read: {Reason}")]
        public static partial void NotReadable(ILogger logger, string key, string reason);
    }
}
