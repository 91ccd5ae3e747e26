using System.CommandLine;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Access.Sessions;

/// <summary><c>session list</c> and <c>session end ID</c>.</summary>
internal static class SessionCommand
{
    private static readonly AccessJson Wire = AccessJson.Default;

    /// <param name="more">Verbs of another feature.</param>
    public static Command Create(params Command[] more)
    {
        var id = new Argument<string>("ID") { Description = "The session's id, as `session list` shows it." };
        var session = new Command("session", "Browsers that are signed in at the running gateway.")
        {
            new Command("list", "Lists who is signed in, and when each was last used.").Asks(
                (_, gateway, cancellationToken) => gateway.Get(SessionsApi.LocalPath, Wire.SessionViewArray, cancellationToken),
                Wire.SessionViewArray,
                (sessions, _) => Print(sessions)),
            new Command("end", "Lets nobody in with a session any more.") { id }.Asks(
                (result, gateway, cancellationToken) => gateway.Delete(
                    $"{SessionsApi.LocalPath}/{Uri.EscapeDataString(result.GetRequiredValue(id))}", Wire.SessionView,
                    cancellationToken),
                Wire.SessionView,
                (session, _) => Console.WriteLine($"The session of {session.Person} ({session.Browser}) has ended.")),
        };
        foreach (var verb in more) session.Subcommands.Add(verb);
        return session;
    }

    private static void Print(SessionView[] sessions)
    {
        if (sessions.Length == 0)
        {
            Console.WriteLine("Nobody is signed in.");
            return;
        }

        Console.WriteLine($"{"ID",-18}{"ROLE",-16}{"SIGNED IN",-28}{"LAST USED",-28}WHO");
        foreach (var session in sessions)
        {
            var (created, used) = (LocalTime.OrNever(session.CreatedAt), LocalTime.OrNever(session.LastUsed));
            Console.WriteLine($"{session.Id,-18}{session.Role,-16}{created,-28}{used,-28}{session.Person}, {session.Browser}");
        }
    }
}
