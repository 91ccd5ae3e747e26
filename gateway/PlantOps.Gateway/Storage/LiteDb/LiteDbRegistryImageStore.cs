using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Puts another store's registry in the place of what the file holds.</summary>
internal sealed class LiteDbRegistryImageStore(LiteDbFile file) : IRegistryImageStore
{
    public void Replace(RegistryImage image) => file.Commit(engine =>
    {
        Replace(engine, LiteDbDeviceStore.Collection, image.Devices.Select(LiteDbDeviceStore.Write));
        Replace(engine, LiteDbEnrolmentStore.Collection, image.Enrolments.Select(LiteDbEnrolmentStore.Write));
        Replace(engine, LiteDbPresenceStore.Collection, image.LastSeen.Select(LiteDbPresenceStore.Write));
        Replace(engine, LiteDbDeviceSettingsStore.Collection, image.Settings.Select(LiteDbDeviceSettingsStore.Write));
        Replace(engine, LiteDbTokenStore.Tokens, image.Tokens.Select(token => LiteDbTokenStore.Write(token.Token)));
        Replace(engine, LiteDbTokenStore.Uses, image.Tokens.Where(token => token.LastUsed is not null)
            .Select(token => LiteDbTokenStore.WriteUse(token.Token.Key, token.LastUsed!.Value)));
        foreach (var set in RecordSet.All)
            Replace(engine, set.Name, image.Records.GetValueOrDefault(set, []).Select(LiteDbRecords.Write));
    });

    // Every document has its id already: the kind of id that would be made up does not matter.
    private static void Replace(ILiteEngine engine, string collection, IEnumerable<BsonDocument> documents)
    {
        engine.Delete(collection, engine.Keys(collection));
        engine.Insert(collection, documents, BsonAutoId.Int32);
    }
}
