using LiteDB;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

public sealed class LiteDbDeviceStoreUpgradeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Load_WhatAnOlderVersionWrote_IsNeitherRenamedNorReleased()
    {
        using var file = _directory.OpenFile();
        file.Commit(engine =>
        {
            engine.Insert(
                LiteDbDeviceStore.Collection,
                [
                    new BsonDocument
                    {
                        ["_id"] = 1, ["id"] = "plant-old", ["name"] = "Fern", ["hardware_id"] = "AA",
                        ["password_hash"] = new byte[] { 1 }, ["interval_s"] = 60, ["registered_at"] = 5L,
                        ["model"] = BsonValue.Null, ["firmware_version"] = BsonValue.Null, ["sensors"] = new BsonArray(), },
                ],
                BsonAutoId.Int32);
            engine.Insert(
                LiteDbEnrolmentStore.Collection, [new BsonDocument { ["_id"] = "A1", ["name"] = "Moss", ["expires_at"] = 9L }],
                BsonAutoId.Guid);
        });

        var device = Assert.Single(new LiteDbDeviceStore(file).Load());

        Assert.Equal(
            (1L, false, (long?)null, (long?)null), (device.Version, device.IsRenamed, device.ReleasedAt, device.RetiredAt));
        Assert.Null(Assert.Single(new LiteDbEnrolmentStore(file).Load()).Device);
    }

    public void Dispose() => _directory.Dispose();
}
