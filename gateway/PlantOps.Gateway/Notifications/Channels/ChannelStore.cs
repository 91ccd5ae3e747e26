using System.Security.Cryptography;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Where channels live.</summary>
internal sealed class ChannelStore(IRecords records, PersonStore people, SecretBox secrets, ChannelKinds kinds) : IStoredSecrets
{
    /// <summary>What secrets of channels are encrypted for. Stored ones are of it: it is never changed.</summary>
    public const string Purpose = "Notifications.Channels.v1";

    private const int IdBytes = 6;

    private readonly RecordStore<Channel> _channels = new(
        records, RecordSet.Channels, NotificationRecordsJson.Default.Channel,
        channel => kinds.Find(channel.Kind) is null ? kinds.Problem(channel.Kind) : null);

    public IReadOnlyList<Versioned<Channel>> All => _channels.Read(RecordRange.All);

    public IReadOnlyList<Versioned<Channel>> Read(RecordRange range) => _channels.Read(range);

    public Versioned<Channel>? Find(string id) => _channels.Find(id);

    public Versioned<Channel> Add(Channel channel)
    {
        channel = channel with { Id = "c-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)) };
        if (!records.TryCommit([_channels.Put(channel.Id, channel, expected: 0)]))
            throw new InvalidOperationException($"There is a channel '{channel.Id}'.");
        return new Versioned<Channel>(channel.Id, 1, channel);
    }

    /// <returns><see langword="false"/> where it has changed since.</returns>
    public bool TryChange(Channel channel, long expected) => records.TryCommit([_channels.Put(channel.Id, channel, expected)]);

    /// <summary>Takes it away, also from the people who have it.</summary>
    public bool TryRemove(Versioned<Channel> channel) => records.TryCommit(
    [
        _channels.Delete(channel.Id, channel.Version),
        .. people.All.Where(person => person.Value.Channels.Contains(channel.Id))
            .Select(person => people.Without(person, channel.Id)),
    ]);

    /// <summary>A field in the clear.</summary>
    /// <exception cref="CryptographicException">A secret whose key is gone.</exception>
    public string? Reveal(Channel channel, string name) => channel.Field(name) is { } value ? Reveal(channel, name, value) : null;

    /// <summary>Every field in the clear, for whoever sends.</summary>
    /// <exception cref="CryptographicException">A secret whose key is gone.</exception>
    public IReadOnlyDictionary<string, string> Reveal(Channel channel) =>
        channel.Fields.ToDictionary(field => field.Key, field => Reveal(channel, field.Key, field.Value));

    public int CountReadable() => All.Sum(channel => channel.Value.Fields.Count(field =>
        IsSecret(channel.Value, field.Key) && secrets.CanRead(field.Value, Purpose)));

    public string Hide(string secret) => secrets.Protect(secret, Purpose);

    private string Reveal(Channel channel, string name, string value) =>
        IsSecret(channel, name) ? secrets.Unprotect(value, Purpose) : value;

    private bool IsSecret(Channel channel, string name) =>
        kinds.Find(channel.Kind)?.Fields.Any(field => field.Name == name && field.IsSecret) == true;
}
