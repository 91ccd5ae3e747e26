using System.CommandLine;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Access.Walls;

/// <summary><c>wall create NAME [--place PLACE]</c>, <c>wall list</c> and <c>wall revoke NAME</c>.</summary>
internal static class WallCommand
{
    private static readonly AccessJson Wire = AccessJson.Default;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What to call the tablet." };
        var place = new Option<string>("--place") { Description = "Shows the plants of this place only." };
        var which = new Argument<string>("NAME") { Description = "The tablet's name, or its id where several have that name." };
        return new Command("wall", "Wall tablets, which show the plants and nothing else.")
        {
            new Command("create", "Lets a tablet look, and prints what to open on it.") { name, place }.Asks(
                (result, gateway, cancellationToken) => gateway.Post(
                    WallsApi.LocalPath,
                    JsonContent.Create(
                        new NewWallRequest { Name = result.GetValue(name), Place = result.GetValue(place) }, Wire.NewWallRequest),
                    Wire.NewWall,
                    cancellationToken),
                Wire.NewWall,
                PrintAddress),
            new Command("list", "Lists the tablets, without their keys.").Asks(
                (_, gateway, cancellationToken) => gateway.Get(WallsApi.LocalPath, Wire.WallViewArray, cancellationToken),
                Wire.WallViewArray,
                Print),
            new Command("revoke", "Shows a tablet nothing any more.") { which }.Asks(
                (result, gateway, cancellationToken) => gateway.Delete(
                    $"{WallsApi.LocalPath}/{Uri.EscapeDataString(result.GetRequiredValue(which))}", Wire.WallView,
                    cancellationToken),
                Wire.WallView,
                (wall, _) => Console.WriteLine($"Wall tablet \"{wall.Name}\" is shown nothing any more.")),
        };
    }

    private static async Task PrintAddress(NewWall wall, LocalGateway gateway, CancellationToken cancellationToken)
    {
        var addresses = await gateway.Addresses(cancellationToken);
        Console.WriteLine(
            $"""
            Wall tablet "{wall.Name}" ({wall.Place ?? "all plants"}):  {addresses.Https}{wall.Path}
            It is shown this once. Whoever knows it may look; nobody can change anything with it.
            """);
    }

    private static void Print(WallView[] walls, string directory)
    {
        if (walls.Length == 0)
        {
            Console.WriteLine($"No wall tablet yet. Let one look with: {OwnCommand.Line("wall create NAME", directory)}");
            return;
        }

        Console.WriteLine($"{"ID",-18}{"CREATED",-28}{"LAST USED",-28}{"PLACE",-20}NAME");
        foreach (var wall in walls)
        {
            var (created, used) = (LocalTime.OrNever(wall.CreatedAt), LocalTime.OrNever(wall.LastUsed));
            Console.WriteLine($"{wall.Id,-18}{created,-28}{used,-28}{wall.Place ?? "all",-20}{wall.Name}");
        }
    }
}
