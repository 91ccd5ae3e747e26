namespace PlantOps.Device.Core.Commands;

/// <summary>The light by which an owner finds the device.</summary>
internal interface IIndicator
{
    /// <summary>Blinks for a few seconds, then is off by itself.</summary>
    void Identify();
}
