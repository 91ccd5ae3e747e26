using Parquet;
using Parquet.Schema;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>The columns of <see cref="ArchiveColumns"/> as Parquet types.</summary>
internal sealed class ParquetColumns
{
    public ParquetColumns()
    {
        Values = [.. ArchiveColumns.Metrics.Select(metric => new DataField<double>(Metrics.Name(metric), nullable: true))];
        Qualities =
            [.. ArchiveColumns.Metrics.Select(metric => new DataField<string>(ArchiveColumns.Quality(metric), nullable: true))];
        Schema = new ParquetSchema([DeviceId, DeviceName, HardwareId, Time, Boot, Sequence, .. Values, .. Qualities, Origin]);
        Options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (var field in Schema.DataFields) Options.ColumnEncodingHints[field.Name] = HintFor(field);
    }

    public DataField DeviceId { get; } = new DataField<string>(ArchiveColumns.DeviceId, nullable: false);

    public DataField DeviceName { get; } = new DataField<string>(ArchiveColumns.DeviceName, nullable: true);

    public DataField HardwareId { get; } = new DataField<string>(ArchiveColumns.HardwareId, nullable: true);

    public DataField Time { get; } = new DateTimeDataField(
        ArchiveColumns.Time, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis, isNullable: false);

    public DataField Boot { get; } = new DataField<long>(ArchiveColumns.Boot, nullable: true);

    public DataField Sequence { get; } = new DataField<long>(ArchiveColumns.Sequence, nullable: true);

    public DataField[] Values { get; }

    public DataField[] Qualities { get; }

    public DataField Origin { get; } = new DataField<string>(ArchiveColumns.Origin, nullable: false);

    public ParquetSchema Schema { get; }

    public ParquetOptions Options { get; }

    private static EncodingHint HintFor(DataField field) =>
        field.ClrType == typeof(ReadOnlyMemory<char>) ? EncodingHint.Dictionary
        : field.ClrType == typeof(long) ? EncodingHint.DeltaBinaryPacked
        : EncodingHint.Default;
}
