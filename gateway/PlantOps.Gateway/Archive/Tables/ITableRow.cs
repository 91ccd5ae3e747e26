namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Makes readings of the fields of a table's row.</summary>
internal interface ITableRow
{
    /// <summary>Adds what the row is, good or bad.</summary>
    void Read(TextRecord record, ArchiveRows rows);
}

internal static class TableRows
{
    public static ITableRow Of(ColumnBinding binding, ImportContext context, bool decimalComma) => binding.IsOfSources
        ? new SourceFields(binding, context, decimalComma)
        : new TableFields(binding, context, decimalComma);
}
