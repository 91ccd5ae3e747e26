namespace PlantOps.Device.Core.Sampling;

/// <summary>A capacitive soil probe on an analogue input.</summary>
internal interface ISoilProbe
{
    /// <summary>One raw value, 0–4095, higher is drier; −1 where there is none. The median of several is not taken here.</summary>
    int ReadRaw();
}
