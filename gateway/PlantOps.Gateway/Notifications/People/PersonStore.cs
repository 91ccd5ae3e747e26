using System.Security.Cryptography;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>Stores people, the recipients of notifications.</summary>
internal sealed class PersonStore(IRecords records)
{
    private const int IdBytes = 6;

    private readonly RecordStore<Person> _people = new(records, RecordSet.People, NotificationRecordsJson.Default.Person);

    public IReadOnlyList<Versioned<Person>> All => _people.Read(RecordRange.All);

    public IReadOnlyList<Versioned<Person>> Read(RecordRange range) => _people.Read(range);

    public Versioned<Person>? Find(string id) => _people.Find(id);

    public Versioned<Person> Add(Person person)
    {
        person = person with { Id = "h-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)) };
        if (!records.TryCommit([_people.Put(person.Id, person, expected: 0)]))
            throw new InvalidOperationException($"There is a person '{person.Id}'.");
        return new Versioned<Person>(person.Id, 1, person);
    }

    /// <returns><see langword="false"/> where it has changed since.</returns>
    public bool TryChange(Person person, long expected) => records.TryCommit([_people.Put(person.Id, person, expected)]);

    /// <summary>The same change, for a transaction with others.</summary>
    public RecordChange Put(Person person, long expected) => _people.Put(person.Id, person, expected);

    public bool TryRemove(Versioned<Person> person) => records.TryCommit([_people.Delete(person.Id, person.Version)]);

    /// <summary>A change that takes a channel from a person, for the transaction that removes the channel.</summary>
    public RecordChange Without(Versioned<Person> person, string channel) => _people.Put(
        person.Id, person.Value with { Channels = [.. person.Value.Channels.Where(id => id != channel)] }, person.Version);
}
