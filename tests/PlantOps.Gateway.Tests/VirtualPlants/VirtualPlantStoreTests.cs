using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.Postgres;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.Tests.VirtualPlants;

/// <summary>Which gateway of several runs a virtual plant.</summary>
public sealed class VirtualPlantStoreTests : IDisposable
{
    private readonly TestStore _database = new PostgresTestStore();
    private readonly Storage.TemporaryDirectory _here = new();
    private readonly Storage.TemporaryDirectory _there = new();

    public void Dispose()
    {
        _database.Dispose();
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public void Own_OfTwoGatewaysOnOneMachine_IsWhatEachMade()
    {
        Put(StoreIn(_here), "palm", StoreIn(_here).Home);

        Assert.Equal("palm", Assert.Single(StoreIn(_here).Own).PlantId);
        Assert.Empty(StoreIn(_there).Own);
    }

    [Fact]
    public void Home_WhateverTheMachineIsCalled_IsTheGatewaysId() => Assert.Equal(Identity(_here).Id, StoreIn(_here).Home);

    [Fact]
    public void Own_WhatAnEarlierVersionMade_IsStillRun()
    {
        Put(StoreIn(_here), "fern", $"{Environment.MachineName}:{_here.Path}");

        Assert.Single(StoreIn(_here).Own);
        Assert.Empty(StoreIn(_there).Own);
    }

    private static GatewayIdentity Identity(Storage.TemporaryDirectory directory) =>
        new(new DataDirectory(directory.Path), NullLogger<GatewayIdentity>.Instance);

    private VirtualPlantStore StoreIn(Storage.TemporaryDirectory directory) =>
        new(_database.Records, Identity(directory), new DataDirectory(directory.Path));

    private void Put(VirtualPlantStore store, string id, string home) =>
        Assert.True(_database.Records.TryCommit([store.Put(new VirtualPlant(id, 1, "AA", 1, home))]));
}
