using System.Security.Cryptography;
using System.Text.Json;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// The CA's file, and where several gateways use one database, the CA that they share: a device that was let in by one of
/// them must trust the others. The database has the CA that is in use, encrypted as other secrets are; each gateway has a copy
/// of it in its own file.
/// </summary>
internal sealed class SharedAuthority(IRecords records, SecretBox secrets)
{
    private const string Id = "ca";

    /// <summary>Whose secret it is; stored with it by its effect.</summary>
    private const string Purpose = "Certificates.Authority.v1";

    /// <summary>How what was stored before it was encrypted begins: a certificate in PEM.</summary>
    private const string InTheClear = "-----BEGIN";

    /// <summary>
    /// The CA to use. A gateway that had one of its own takes over the shared one, for which its own vouches from then on.
    /// </summary>
    /// <exception cref="GatewayStartException">The file, or what is shared, is of no use; or the two cannot be brought
    /// together.</exception>
    /// <exception cref="IOException">It could not be kept.</exception>
    public CertificateAuthority Open(string path, TimeProvider time)
    {
        if (!records.IsShared) return CertificateAuthority.Open(path, time);
        var own = File.Exists(path) ? CertificateAuthority.Open(path, time) : null;
        while (true)
        {
            if (FindAtStart(path) is not { } shared)
            {
                var text = own?.Text ?? CertificateAuthority.NewText(time.GetUtcNow());
                if (TryPut(text, 0)) return CertificateAuthority.Keep(path, text);
                continue;
            }

            if (!shared.IsEncrypted)
            {
                // As an earlier version left it. Where it cannot be put, another gateway has just done so.
                TryPut(shared.Text, shared.Version);
                continue;
            }

            var theirs = CertificateAuthority.Parse(path, shared.Text);
            if (own is null || own.Id == theirs.Id || Follows(theirs, own)) return CertificateAuthority.Keep(path, shared.Text);
            var joined = Follows(own, theirs)
                ? own.Text
                : theirs.TextVouchedForBy(own, time.GetUtcNow()) ?? throw CannotJoin(path);
            if (TryPut(joined, shared.Version)) return CertificateAuthority.Keep(path, joined);
        }
    }

    /// <summary>
    /// The CA that follows, already in this one's place; the one that another gateway has put there where it was faster.
    /// </summary>
    /// <exception cref="IOException">It could not be kept; the present one stays in use.</exception>
    public CertificateAuthority Follow(CertificateAuthority current, DateTimeOffset now) =>
        Replace(current, () => current.NextText(now));

    /// <summary>The same CA with a new household root; what another gateway has put there where it was faster.</summary>
    /// <param name="current">The CA.</param>
    /// <param name="names">For which the root can vouch beside what every home has.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IOException">It could not be kept; the present one stays in use.</exception>
    public CertificateAuthority AddHousehold(CertificateAuthority current, IEnumerable<string> names, DateTimeOffset now) =>
        Replace(current, () => current.TextWithHousehold(names, now));

    private CertificateAuthority Replace(CertificateAuthority current, Func<string> textOfNext)
    {
        if (!records.IsShared) return CertificateAuthority.Keep(current.Path, textOfNext());
        if (Find() is not { } shared) throw new IOException("The database has no CA any more.");
        if (shared.Text != current.Text) return CertificateAuthority.Keep(current.Path, shared.Text);
        var next = textOfNext();
        return TryPut(next, shared.Version) ? CertificateAuthority.Keep(current.Path, next)
            : Changed(current) ?? throw new IOException("Another gateway changed the CA at the same time. Try it again.");
    }

    /// <summary>
    /// The CA that another gateway has put in the present one's place, by now in its file; <see langword="null"/> where it is
    /// the same.
    /// </summary>
    /// <exception cref="IOException">It is not known, or could not be kept; the present one stays in use.</exception>
    public CertificateAuthority? Changed(CertificateAuthority current) =>
        records.IsShared && Find() is { } shared && shared.Text != current.Text
            ? CertificateAuthority.Keep(current.Path, shared.Text)
            : null;

    private static bool Follows(CertificateAuthority later, CertificateAuthority before) =>
        later.Earlier.Any(earlier => earlier.Id == before.Id);

    private static GatewayStartException CannotJoin(string path) => new(
        $"This gateway's CA in {path} is another one than that of the other gateways on the same database, and "
        + "it cannot vouch for theirs any more. Move the file away to use theirs, and enrol the devices "
        + "again that this gateway let in.");

    private Shared? FindAtStart(string path)
    {
        try
        {
            return Find();
        }
        catch (IOException exception)
        {
            throw new GatewayStartException(
                $"{exception.Message} Where the database has lost its keys, give them back to it from a backup. "
                    + $"Where there is none: with " +
                "every gateway stopped, DELETE FROM records WHERE collection = 'authority'; the gateway that starts "
                    + "first then shares the CA " +
                $"that it has in {path}.",
                exception);
        }
    }

    /// <exception cref="IOException">It cannot be decrypted.</exception>
    private Shared? Find()
    {
        if (records.Find(RecordSet.Authority, Id) is not { } record) return null;
        var text = JsonSerializer.Deserialize(record.Json, WebJson.Default.String)!;
        if (text.StartsWith(InTheClear, StringComparison.Ordinal)) return new Shared(text, record.Version, IsEncrypted: false);
        try
        {
            return new Shared(secrets.Unprotect(text, Purpose), record.Version, IsEncrypted: true);
        }
        catch (CryptographicException exception)
        {
            throw new IOException($"The CA in the database cannot be decrypted: {exception.Message}", exception);
        }
    }

    private bool TryPut(string text, long expected)
    {
        var json = JsonSerializer.Serialize(Encrypted(text), WebJson.Default.String);
        return records.TryCommit([new RecordChange(RecordSet.Authority, Id, json, expected)]);
    }

    private string Encrypted(string text)
    {
        try
        {
            return secrets.Protect(text, Purpose);
        }
        catch (CryptographicException exception)
        {
            throw new IOException($"The CA cannot be encrypted for the database: {exception.Message}", exception);
        }
    }

    /// <param name="Text">What a CA's file holds.</param>
    /// <param name="Version">Of the record.</param>
    /// <param name="IsEncrypted">Whether it is so in the database, too.</param>
    private sealed record Shared(string Text, long Version, bool IsEncrypted);
}
