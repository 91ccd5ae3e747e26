using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>Somebody of the household: who is told, or signed in, or both; they are the same where their names are.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Person">What they are told; <c>null</c> where nobody has said so.</param>
/// <param name="Sessions">The browsers that they are signed in with, the one that was used last first.</param>
internal sealed record HouseholdMember(string Name, Person? Person, IReadOnlyList<Session> Sessions)
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<HouseholdMember> All(IEnumerable<Person> people, IReadOnlyList<Session> sessions)
    {
        var left = sessions.ToList();
        var members = new List<HouseholdMember>();
        foreach (var person in people.OrderBy(person => person.CreatedAt))
            members.Add(new(person.Name, person, Take(left, person.Name)));
        while (left.Count > 0) members.Add(new(left[0].Person, null, Take(left, left[0].Person)));
        return [.. members.OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static List<Session> Take(List<Session> from, string person)
    {
        var own = from.Where(session => session.IsOf(person)).ToList();
        from.RemoveAll(session => session.IsOf(person));
        return own;
    }
}
