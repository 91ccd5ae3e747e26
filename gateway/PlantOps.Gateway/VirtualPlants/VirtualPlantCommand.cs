using System.CommandLine;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary><c>virtual add</c> and <c>virtual remove</c>.</summary>
internal static class VirtualPlantCommand
{
    private static readonly PlantsJson Wire = PlantsJson.Default;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What to call it." };
        var species = new Option<string?>("--species") { Description = "Id of its species, as `species search` shows it." };
        var plant = new Argument<string>("PLANT") { Description = "The plant's id, as `plant list` shows it." };
        return new Command("virtual", "Plants that do not exist, to see how it all looks without a sensor.")
        {
            new Command("add", "Adds a virtual plant, which the running gateway measures from then on.") { name, species }.Asks(
                (result, gateway, cancellationToken) => gateway.Post(
                    VirtualPlantsApi.LocalPath,
                    JsonContent.Create(
                        new PlantRequest { Name = result.GetRequiredValue(name), Species = result.GetValue(species) },
                        Wire.PlantRequest),
                    Wire.PlantView,
                    cancellationToken),
                Wire.PlantView,
                (added, directory) => Console.WriteLine(
                    $"{added.Name} is {added.Id}. Remove it again:  {OwnCommand.Line($"virtual remove {added.Id}", directory)}")),
            new Command("remove", "Removes a virtual plant with its device and all that was measured.") { plant }.Asks(
                (result, gateway, cancellationToken) => gateway.Delete(
                    $"{VirtualPlantsApi.LocalPath}/{Uri.EscapeDataString(result.GetRequiredValue(plant))}",
                    Wire.PlantView,
                    cancellationToken),
                Wire.PlantView,
                (removed, _) => Console.WriteLine($"{removed.Name} is gone, with its device and what was measured.")),
        };
    }
}
