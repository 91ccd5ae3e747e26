using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Access.Arrivals;

/// <summary><c>approve CODE [--role ROLE] [--person NAME]</c>, <c>session waiting</c> and <c>session refuse CODE</c>.</summary>
internal static class ArrivalCommand
{
    private const string DefaultPerson = "Owner";

    private static readonly AccessJson Wire = AccessJson.Default;

    public static Command Approve()
    {
        var code = Code();
        var role = new Option<string>("--role")
        {
            Description = "What they may do.", DefaultValueFactory = _ => TokenRoles.Owner,
        };
        role.AcceptOnly(TokenRoles.Names);
        var person = new Option<string>("--person") { Description = "Who it is.", DefaultValueFactory = _ => DefaultPerson };
        return new Command("approve", "Lets in the browser whose sign-in page shows a code.") { code, role, person }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                $"{PathOf(result.GetRequiredValue(code))}/approve",
                JsonContent.Create(
                    new ApprovalRequest { Person = result.GetValue(person), Role = result.GetValue(role) }, Wire.ApprovalRequest),
                Wire.ApprovedArrival,
                cancellationToken),
            Wire.ApprovedArrival,
            (approved, _) => Console.WriteLine($"{approved.Person} ({approved.Browser}) is in, as {approved.Role}."));
    }

    public static Command Waiting() => new Command("waiting", "Lists browsers that show a code and wait to be let in.").Asks(
        (_, gateway, cancellationToken) => gateway.Get(ArrivalsApi.LocalPath, Wire.ArrivalViewArray, cancellationToken),
        Wire.ArrivalViewArray,
        Print);

    public static Command Refuse()
    {
        var code = Code();
        return new Command("refuse", "Turns away the browser whose sign-in page shows a code.") { code }.Asks(
            (result, gateway, cancellationToken) => gateway.Delete(
                PathOf(result.GetRequiredValue(code)), Wire.ArrivalView, cancellationToken),
            Wire.ArrivalView,
            (refused, _) => Console.WriteLine($"{refused.Code} ({refused.Browser}) is turned away."));
    }

    private static Argument<string> Code() => new("CODE") { Description = "What its screen shows, like FERN-48." };

    private static string PathOf(string code) => $"{ArrivalsApi.LocalPath}/{Uri.EscapeDataString(code)}";

    private static void Print(ArrivalView[] waiting, string directory)
    {
        if (waiting.Length == 0)
        {
            Console.WriteLine("Nobody waits to be let in.");
            return;
        }

        Console.WriteLine($"{"CODE",-12}{"SINCE",-28}BROWSER");
        foreach (var one in waiting) Console.WriteLine($"{one.Code,-12}{LocalTime.Of(one.At),-28}{one.Browser}");
        Console.WriteLine($"Let one in: {OwnCommand.Line($"approve {waiting[0].Code} --person NAME", directory)}");
    }
}
