using System.Text.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Whose readings they are, for whoever reads them.</summary>
internal readonly record struct StreamName(string DeviceId, int SoilChannel)
{
    /// <summary>The first channel goes without saying: most devices have no other.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("device_id", DeviceId);
        if (SoilChannel != SoilChannels.First) json.WriteNumber("soil_channel", SoilChannel);
    }
}
