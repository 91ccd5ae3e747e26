namespace PlantOps.Device.Core.Board;

/// <summary>The light by which a device shows how it is. It plays what it is given and decides nothing.</summary>
internal interface IIndicator
{
    /// <summary>
    /// Plays steps from now on, over and over, without waiting: milliseconds lit, dark, lit, dark … An even number of
    /// them; none at all is dark for good. The array is not changed after this and may be kept.
    /// </summary>
    void Show(int[] stepsMs);
}
