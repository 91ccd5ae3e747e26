using PlantOps.Gateway.Notifications.Channels;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>What the API needs to add and change people.</summary>
internal sealed class PersonService(PersonStore people, ChannelStore channels, TimeProvider time)
{
    public PersonStore People => people;

    public Dictionary<string, string[]> Check(PersonSettings settings, Person? kept = null) =>
        PersonRules.Check(settings, id => channels.Find(id) is not null, kept?.Name);

    public Person Person(PersonSettings settings, Person? kept) => PersonRules.Person(settings, kept, time.GetUtcNow().ToUnixTimeMilliseconds());
}
