using PlantOps.Device.Core.Board;

namespace PlantOps.Device.Board;

/// <summary>No light.</summary>
internal sealed class NoLed : IIndicator
{
    public void Show(int[] stepsMs)
    {
    }
}
