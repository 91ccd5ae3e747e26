using System.Text.Json;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Plants;

public sealed class PlantTests
{
    [Fact]
    public void Read_WatchFromBeforeThereWereSoilChannels_IsOfTheFirst()
    {
        const string Stored = """{"id":"pl-1","name":"Fern","created_at":1,"watches":[{"device":7,"from":5,"to":null}]}""";

        var plant = JsonSerializer.Deserialize(Stored, PlantRecordsJson.Default.Plant)!;

        Assert.Equal((7, 1), (plant.Watched!.Stream.Number, plant.Watched.SoilChannel));
    }

    [Fact]
    public void WatchedFrom_AnotherSoilChannelOfTheSameDevice_EndsTheOneBefore()
    {
        var plant = new Plant { Id = "pl-1", Name = "Fern", CreatedAt = 1 }.WatchedFrom(7, 1, now: 10);

        Assert.Same(plant, plant.WatchedFrom(7, 1, now: 20));
        Assert.Equal([new Watch(7, 10, 20), new Watch(7, 20, null, 2)], plant.WatchedFrom(7, 2, now: 20).Watches);
    }
}
