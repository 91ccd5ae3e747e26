namespace PlantOps.Contracts.Telemetry;

/// <summary>What there is to know of a metric; <see cref="Metrics"/> says what each means.</summary>
internal sealed class MetricRow
{
    public MetricRow(string name, double min, double max)
    {
        Name = name;
        Min = min;
        Max = max;
    }

    public string Name { get; }

    public double Min { get; }

    public double Max { get; }

    public string Unit { get; set; } = string.Empty;

    public string Subject { get; set; } = string.Empty;

    public string Sensor { get; set; } = string.Empty;

    public bool IsOfSoil { get; set; }

    public int Decimals { get; set; }

    public int RecordBytes { get; set; }

    public int RecordBits { get; set; }

    public int RecordOffset { get; set; }
}
