using Npgsql;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>A reading as a row, both ways.</summary>
internal static class ReadingRows
{
    public static readonly string Columns = $"device, time, boot, seq, {MetricColumns.PerMetric("{0}")}, qualities, origin";

    public static readonly string Select = $"SELECT {Columns} FROM readings";

    /// <summary>By time, then by identity; a reading without one comes first. The values only decide between those.</summary>
    public static readonly string Order =
        $"ORDER BY time, boot NULLS FIRST, seq NULLS FIRST, {MetricColumns.PerMetric("{0} NULLS FIRST")}";

    /// <summary>How many columns it is.</summary>
    public const int Width = Qualities + 2;

    private const int FirstMetric = 4;
    private const int Qualities = FirstMetric + Metrics.Count;

    public static Reading Read(NpgsqlDataReader row)
    {
        var values = MetricValues.None;
        for (var i = 0; i < Metrics.Count; i++)
        {
            if (!row.IsDBNull(FirstMetric + i)) values[i] = row.GetDouble(FirstMetric + i);
        }

        return new Reading(
            row.UnixMs(1),
            row.IsDBNull(2) ? Reading.NoIdentity : row.GetInt64(2),
            row.IsDBNull(3) ? Reading.NoIdentity : row.GetInt64(3),
            values,
            new MetricQualities((uint)row.GetInt32(Qualities)),
            (TimeOrigin)row.GetInt16(Qualities + 1));
    }

    /// <summary>Writes the columns after the device's.</summary>
    public static void Write(NpgsqlBinaryImporter importer, in Reading reading)
    {
        importer.Write(PostgresTime.Of(reading.Time), NpgsqlTypes.NpgsqlDbType.TimestampTz);
        WriteIdentity(importer, reading.Boot);
        WriteIdentity(importer, reading.Sequence);
        foreach (var value in reading.Values)
        {
            if (double.IsNaN(value)) importer.WriteNull();
            else importer.Write(value, NpgsqlTypes.NpgsqlDbType.Double);
        }

        importer.Write((int)reading.Qualities.Bits, NpgsqlTypes.NpgsqlDbType.Integer);
        importer.Write((short)reading.Origin, NpgsqlTypes.NpgsqlDbType.Smallint);
    }

    private static void WriteIdentity(NpgsqlBinaryImporter importer, long identity)
    {
        if (identity < 0) importer.WriteNull();
        else importer.Write(identity, NpgsqlTypes.NpgsqlDbType.Bigint);
    }
}
