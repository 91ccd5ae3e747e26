using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Access;

/// <summary><c>token create NAME [--role ROLE]</c>, <c>token list</c> and <c>token revoke NAME</c>.</summary>
internal static class TokenCommand
{
    private static readonly AccessJson Wire = AccessJson.Default;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What to call the token: who or what uses it." };
        var role = new Option<string>("--role") { Description = "What it may do.", DefaultValueFactory = _ => TokenRoles.Owner };
        role.AcceptOnly(TokenRoles.Names);
        var which = new Argument<string>("NAME") { Description = "The token's name, or its id where several have that name." };
        return new Command("token", "Bearer tokens for the API of the running gateway.")
        {
            new Command("create", "Prints a new token.") { name, role }.Asks(
                (result, gateway, cancellationToken) => gateway.Post(
                    TokensApi.LocalPath,
                    JsonContent.Create(
                        new NewTokenRequest { Name = result.GetValue(name), Role = result.GetValue(role) }, Wire.NewTokenRequest),
                    Wire.NewToken,
                    cancellationToken),
                Wire.NewToken,
                PrintToken),
            new Command("list", "Lists the tokens, without their text.").Asks(
                (_, gateway, cancellationToken) => gateway.Get(TokensApi.LocalPath, Wire.TokenViewArray, cancellationToken),
                Wire.TokenViewArray,
                PrintTokens),
            new Command("revoke", "Lets nobody in with a token any more.") { which }.Asks(
                (result, gateway, cancellationToken) => gateway.Delete(
                    $"{TokensApi.LocalPath}/{Uri.EscapeDataString(result.GetRequiredValue(which))}", Wire.TokenView,
                    cancellationToken),
                Wire.TokenView,
                (token, _) => Console.WriteLine($"Token \"{token.Name}\" ({token.Role}) is revoked.")),
        };
    }

    private static async Task PrintToken(NewToken token, LocalGateway gateway, CancellationToken cancellationToken)
    {
        var addresses = await gateway.Addresses(cancellationToken);
        var ca = Path.Combine(gateway.DataDirectory, "certs", "ca.crt");
        Console.WriteLine(
            $"""
            Token "{token.Name}" ({token.Role}):  {token.Token}
            It is shown this once. Use it as:  curl --cacert {ca} -H "Authorization: Bearer {token.Token}" {addresses.Https}/api/v1/devices
            """);
    }

    private static void PrintTokens(TokenView[] tokens, string directory)
    {
        if (tokens.Length == 0)
        {
            Console.WriteLine($"No token yet. Make one with: {OwnCommand.Line("token create NAME", directory)}");
            return;
        }

        Console.WriteLine($"{"ID",-18}{"ROLE",-16}{"CREATED",-28}{"LAST USED",-28}NAME");
        foreach (var token in tokens)
        {
            Console.WriteLine(
                $"{token.Id,-18}{token.Role,-16}{LocalTime.OrNever(token.CreatedAt),-28}{LocalTime.OrNever(token.LastUsed),-28}{token.Name}");
        }
    }
}
