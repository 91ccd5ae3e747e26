using System.Security.Cryptography;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Notifications.Secrets;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Where channels live.</summary>
internal sealed class ChannelStore(IRecords records, PersonStore people, SecretBox secrets)
{
    private const int IdBytes = 6;

    private readonly RecordStore<Channel> _channels = new(records, RecordSet.Channels, NotificationRecordsJson.Default.Channel);

    public IReadOnlyList<Versioned<Channel>> All => _channels.Read(RecordRange.All);

    public IReadOnlyList<Versioned<Channel>> Read(RecordRange range) => _channels.Read(range);

    public Versioned<Channel>? Find(string id) => _channels.Find(id);

    public Versioned<Channel> Add(Channel channel)
    {
        channel = channel with { Id = "c-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)) };
        if (!records.TryCommit([_channels.Put(channel.Id, channel, expected: 0)])) throw new InvalidOperationException($"There is a channel '{channel.Id}'.");
        return new Versioned<Channel>(channel.Id, 1, channel);
    }

    /// <returns><see langword="false"/> where it has changed since.</returns>
    public bool TryChange(Channel channel, long expected) => records.TryCommit([_channels.Put(channel.Id, channel, expected)]);

    /// <summary>Takes it away, also from the people who have it.</summary>
    public bool TryRemove(Versioned<Channel> channel) => records.TryCommit(
    [
        _channels.Delete(channel.Id, channel.Version),
        .. people.All.Where(person => person.Value.Channels.Contains(channel.Id)).Select(person => people.Without(person, channel.Id)),
    ]);

    /// <summary>A field in the clear, for whoever sends.</summary>
    /// <exception cref="CryptographicException">A secret whose key is gone.</exception>
    public string? Reveal(Channel channel, string name) => channel.Field(name) is not { } value ? null
        : ChannelField.Of(channel.Kind).Any(field => field.Name == name && field.IsSecret) ? secrets.Unprotect(value)
        : value;

    public string Hide(string secret) => secrets.Protect(secret);
}
