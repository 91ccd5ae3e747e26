namespace PlantOps.Device.Core.Sampling;

/// <summary>A voltage on an analogue input.</summary>
internal interface IAnalogInput
{
    /// <summary>One raw value, 0–4095; −1 where there is none. The median of several is not taken here.</summary>
    int ReadRaw();
}

/// <summary>A capacitive soil probe on an analogue input; higher is drier.</summary>
internal interface ISoilProbe : IAnalogInput
{
}
