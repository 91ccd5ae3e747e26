using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>One <see cref="Quality"/> a metric, four bits each.</summary>
internal readonly record struct MetricQualities(uint Bits)
{
    private const int Width = 4;
    private const uint Mask = (1u << Width) - 1;

    public Quality this[Metric metric] => (Quality)((Bits >> ((int)metric * Width)) & Mask);

    public MetricQualities With(Metric metric, Quality quality)
    {
        var shift = (int)metric * Width;
        return new MetricQualities((Bits & ~(Mask << shift)) | ((uint)quality << shift));
    }
}
