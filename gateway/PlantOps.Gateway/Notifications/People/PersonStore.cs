using System.Security.Cryptography;
using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>Where people live.</summary>
internal sealed class PersonStore(IRecords records)
{
    private const int IdBytes = 6;

    private readonly RecordsOf<Person> _people = new(records, RecordSet.People, GatewayJson.Default.Person);

    public IReadOnlyList<Kept<Person>> All => _people.Read(RecordRange.All);

    public IReadOnlyList<Kept<Person>> Read(RecordRange range) => _people.Read(range);

    public Kept<Person>? Find(string id) => _people.Find(id);

    public Kept<Person> Add(Person person)
    {
        person = person with { Id = "h-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)) };
        if (!records.TryCommit([_people.Put(person.Id, person, expected: 0)])) throw new InvalidOperationException($"There is a person '{person.Id}'.");
        return new Kept<Person>(person.Id, 1, person);
    }

    /// <returns><see langword="false"/> where it has changed since.</returns>
    public bool TryChange(Person person, long expected) => records.TryCommit([_people.Put(person.Id, person, expected)]);

    public bool TryRemove(Kept<Person> person) => records.TryCommit([_people.Delete(person.Id, person.Version)]);

    /// <summary>A change that takes a channel from a person, for the transaction that removes the channel.</summary>
    public RecordChange Without(Kept<Person> person, string channel) => _people.Put(
        person.Id, person.Value with { Channels = [.. person.Value.Channels.Where(id => id != channel)] }, person.Version);
}
