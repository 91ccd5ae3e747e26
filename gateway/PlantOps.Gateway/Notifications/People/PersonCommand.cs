using System.CommandLine;
using System.Text.Json;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Notifications.People;

/// <summary><c>person add NAME</c>, <c>person list</c>, <c>person set ID</c> and <c>person remove ID</c>.</summary>
internal static class PersonCommand
{
    private static readonly NotificationsJson Wire = NotificationsJson.Default;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What to call them." };
        var id = new Argument<string>("ID") { Description = "The person's id, as `person list` shows it." };
        var options = new PersonCommandOptions();
        return new Command("person", "Who is told, and when they are left in peace.")
        {
            options.AddTo(new Command("add", "Adds a person.") { name }).Asks(
                (result, gateway, cancellationToken) => gateway.Post(
                    PeopleApi.LocalPath,
                    JsonContent.Create(
                        options.Apply(result, new PersonRequest { Name = result.GetValue(name) }), Wire.PersonRequest),
                    Wire.PersonView,
                    cancellationToken),
                Wire.PersonView,
                Print),
            options.AddTo(new Command("set", "Changes what is given of a person.") { id }).Asks(
                (result, gateway,
                    cancellationToken) => Change(
                        PathOf(result.GetRequiredValue(id)), person => options.Apply(result, person), gateway, cancellationToken),
                Wire.PersonView,
                Print),
            new Command("list", "Lists the people.").Asks(
                (_, gateway, cancellationToken) =>
                    gateway.Get(PeopleApi.LocalPath + "?limit=500", Wire.PersonPage, cancellationToken),
                Wire.PersonPage,
                (page, directory) => PrintPeople(page.Items, directory)),
            new Command("remove", "Removes a person; their channels stay.") { id }.Asks(
                (result, gateway, cancellationToken) =>
                    gateway.Delete(PathOf(result.GetRequiredValue(id)), Wire.PersonView, cancellationToken),
                Wire.PersonView,
                (person, _) => Console.WriteLine(
                    $"{person.Name} is removed. {(person.Channels is { Count: > 0 } ? $"Channels that nobody has are "
                        + $"told everything at once: {Channels(person)}." : "")}")),
        };
    }

    private static async Task<LocalAnswer<PersonView>> Change(
        string path, Func<PersonRequest, PersonRequest> change, LocalGateway gateway, CancellationToken cancellationToken)
    {
        // A view has everything that a request has, and what it has more is ignored.
        var person = await gateway.Get(path, Wire.PersonView, cancellationToken);
        if (person.Value is not { } view) return person;
        var request = JsonSerializer.Deserialize(JsonSerializer.Serialize(view, Wire.PersonView), Wire.PersonRequest)!;
        return await gateway.Put(
            path, JsonContent.Create(change(request), Wire.PersonRequest), Wire.PersonView, cancellationToken);
    }

    private static string PathOf(string id) => $"{PeopleApi.LocalPath}/{Uri.EscapeDataString(id)}";

    private static void Print(PersonView person, string directory) => Console.WriteLine(
        $"{person.Id}  {person.Name}, {person.TimeZone}, quiet {Quiet(person)}, digest {person.DigestAt ?? "none"}, channels {Channels(person)}");

    private static void PrintPeople(IReadOnlyList<PersonView> people, string directory)
    {
        if (people.Count == 0)
            Console.WriteLine($"Nobody yet. Add somebody with: {OwnCommand.Line("person add NAME", directory)}");
        foreach (var person in people) Print(person, directory);
    }

    private static string Quiet(PersonView person) => person.QuietHours is { } quiet
        ? $"{quiet.From}-{quiet.To}{(person.CriticalAtNight ? " (not for critical)" : "")}"
        : "never";

    private static string Channels(PersonView person) => person.Channels is { Count: > 0 } ids ? string.Join(", ", ids) : "none";
}
