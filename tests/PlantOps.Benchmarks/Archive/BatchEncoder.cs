using System.Globalization;
using System.Text;

namespace PlantOps.Benchmarks.Archive;

/// <summary>Writes readings as one telemetry message.</summary>
internal sealed class BatchEncoder(long boot)
{
    private readonly StringBuilder _json = new(64 * 1024);

    public void Begin() => _json.Clear().Append(CultureInfo.InvariantCulture, $$"""{"boot":{{boot}},"readings":[""");

    public void Add(long sequence, in HistoryReading reading)
    {
        if (_json[^1] == '}') _json.Append(',');
        _json.Append(
            CultureInfo.InvariantCulture,
            $$"""{"seq":{{sequence}},"ts":{{reading.Time}},"temperature":{{reading.Temperature}},"humidity":{{reading.Humidity}},"soil_moisture":{{reading.SoilMoisture}},"light_level":{{reading.LightLevel}}}""");
    }

    public byte[] End() => Encoding.ASCII.GetBytes(_json.Append("]}").ToString());
}
