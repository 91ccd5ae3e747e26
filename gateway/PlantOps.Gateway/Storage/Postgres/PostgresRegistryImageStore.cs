using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Puts another store's registry in the place of what the database holds.</summary>
internal sealed class PostgresRegistryImageStore(PostgresDatabase database) : IRegistryImageStore
{
    private static readonly string[] Tables = ["devices", "enrolments", "presence", "device_settings", "tokens", "token_uses",
        "records"];

    public void Replace(RegistryImage image) => database.Commit(connection =>
    {
        foreach (var table in Tables) connection.Execute($"DELETE FROM {table}");
        foreach (var device in image.Devices)
        {
            if (!PostgresDeviceStore.Write(connection, device))
                throw new InvalidDataException($"Two devices share the number, id or hardware id of '{device.Id}'.");
        }

        foreach (var enrolment in image.Enrolments) PostgresEnrolmentStore.Write(connection, enrolment);
        PostgresPresenceStore.Write(connection, image.LastSeen);
        foreach (var kept in image.Settings) PostgresDeviceSettingsStore.Write(connection, kept);
        foreach (var token in image.Tokens) PostgresTokenStore.Write(connection, token.Token);
        PostgresTokenStore.WriteUses(connection, [.. image.Tokens.Where(token => token.LastUsed is not null)
            .Select(token => KeyValuePair.Create(token.Token.Key, token.LastUsed!.Value))]);
        foreach (var (set, records) in image.Records)
        {
            foreach (var record in records) PostgresRecords.Write(connection, set, record);
        }
    });
}
