using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary><c>token create NAME [--role ROLE]</c> and <c>token list</c>.</summary>
internal static class TokenCommand
{
    private static readonly GatewayJson Wire = GatewayJson.Default;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What to call the token: who or what uses it." };
        var role = new Option<string>("--role") { Description = "What it may do.", DefaultValueFactory = _ => TokenRoles.Owner };
        role.AcceptOnlyFromAmong(TokenRoles.Names);
        return new Command("token", "Bearer tokens for the API of the running gateway.")
        {
            new Command("create", "Prints a new token.") { name, role }.Asks(
                (result, gateway, cancellationToken) => gateway.Post(
                    LocalTokenApi.Path,
                    JsonContent.Create(new NewTokenRequest { Name = result.GetValue(name), Role = result.GetValue(role) }, Wire.NewTokenRequest),
                    Wire.NewToken,
                    cancellationToken),
                Wire.NewToken,
                PrintToken),
            new Command("list", "Lists the tokens, without their text.").Asks(
                (_, gateway, cancellationToken) => gateway.Get(LocalTokenApi.Path, Wire.TokenViewArray, cancellationToken),
                Wire.TokenViewArray,
                PrintTokens),
        };
    }

    private static void PrintToken(NewToken token, string directory) => Console.WriteLine(
        $"""
        Token "{token.Name}" ({token.Role}):  {token.Token}
        It is shown this once. Use it as:  curl --cacert {Path.Combine(directory, "certs", "ca.crt")} -H "Authorization: Bearer {token.Token}" https://localhost:8443/api/v1/devices
        """);

    private static void PrintTokens(TokenView[] tokens, string directory)
    {
        if (tokens.Length == 0)
        {
            Console.WriteLine($"No token yet. Make one with: {OwnCommand.Line("token create NAME", directory)}");
            return;
        }

        Console.WriteLine($"{"ROLE",-16}{"LAST USED",-21}NAME");
        foreach (var token in tokens) Console.WriteLine($"{token.Role,-16}{Time(token.LastUsed),-21}{token.Name}");
    }

    private static string Time(long? unixMs) => unixMs is { } time
        ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : "never";
}
