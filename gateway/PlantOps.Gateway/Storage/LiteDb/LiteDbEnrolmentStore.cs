using LiteDB;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Open enrolments as documents, by the hash of their code's secret.</summary>
internal sealed class LiteDbEnrolmentStore(LiteDbFile file) : IEnrolmentStore
{
    public const string Collection = "enrolments";

    public IReadOnlyList<OpenEnrolment> Load() => file.Load(Collection, Read);

    public OpenEnrolment? Find(string key) => file.Read(engine =>
    {
        using var reader = engine.Query(Collection, new Query { Where = { BsonExpression.Create("$._id = @0", key) } });
        return reader.Read() ? Read(reader.Current.AsDocument) : null;
    });

    public void Add(OpenEnrolment enrolment, IReadOnlyCollection<string> expired) => file.Commit(engine =>
    {
        engine.Delete(Collection, expired.Select(key => new BsonValue(key)));
        engine.Insert(Collection, [Write(enrolment)], BsonAutoId.Guid);
    });

    public static BsonDocument Write(OpenEnrolment enrolment) => new BsonDocument
    {
        ["_id"] = enrolment.Key,
        ["name"] = enrolment.Name,
        ["expires_at"] = enrolment.ExpiresAt,
        ["device"] = enrolment.Device is { } device ? device : BsonValue.Null,
    }.Sealed();

    private static OpenEnrolment Read(BsonDocument document) =>
        new(document.Text("_id"), document.Text("name"), document.Integer("expires_at"))
        {
            Device = document["device"] is { IsInt32: true } device ? device.AsInt32 : null,
        };
}
