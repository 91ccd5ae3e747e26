using System.CommandLine;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Access.Passkeys;

/// <summary><c>passkey list</c> and <c>passkey remove ID</c>.</summary>
internal static class PasskeyCommand
{
    private static readonly AccessJson Wire = AccessJson.Default;

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "The passkey's id, as `passkey list` shows it." };
        return new Command("passkey", "Passkeys by which people sign in at the running gateway.")
        {
            new Command("list", "Lists whose they are, and when each was last used.").Asks(
                (_, gateway, cancellationToken) => gateway.Get(PasskeysApi.LocalPath, Wire.PasskeyViewArray, cancellationToken),
                Wire.PasskeyViewArray,
                (passkeys, _) => Print(passkeys)),
            new Command("remove", "Signs nobody in with a passkey any more. Sessions go on until they are ended.") { id }.Asks(
                (result, gateway, cancellationToken) => gateway.Delete(
                    $"{PasskeysApi.LocalPath}/{Uri.EscapeDataString(result.GetRequiredValue(id))}", Wire.PasskeyView,
                    cancellationToken),
                Wire.PasskeyView,
                (passkey, _) => Console.WriteLine($"The passkey of {passkey.Person} ({passkey.Browser}) is gone.")),
        };
    }

    private static void Print(PasskeyView[] passkeys)
    {
        if (passkeys.Length == 0)
        {
            Console.WriteLine("There are no passkeys.");
            return;
        }

        Console.WriteLine($"{"ID",-18}{"ROLE",-16}{"MADE",-28}{"LAST USED",-28}WHO");
        foreach (var passkey in passkeys)
        {
            var (made, used) = (LocalTime.OrNever(passkey.CreatedAt), LocalTime.OrNever(passkey.LastUsed ?? 0));
            Console.WriteLine(
                $"{passkey.Id,-18}{passkey.Role,-16}{made,-28}{used,-28}{passkey.Person}, {passkey.Browser}, at {passkey.Host}");
        }
    }
}
