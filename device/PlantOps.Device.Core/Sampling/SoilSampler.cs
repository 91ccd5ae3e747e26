namespace PlantOps.Device.Core.Sampling;

/// <summary>
/// Reads a soil probe, or another analogue input, several times at once. The radio puts spikes on the ESP32's analogue
/// inputs (ESP-IDF, ADC calibration: noise is met by multisampling), so the median counts and a few at either end never do.
/// </summary>
internal sealed class SoilSampler
{
    /// <summary>Reads for a reading.</summary>
    public const int Reads = 9;

    /// <summary>Reads for a calibration point.</summary>
    public const int CalibrationReads = 31;

    private readonly int[] _sorted = new int[CalibrationReads];

    /// <summary>The median of the last reads; −1 where most gave nothing.</summary>
    public int MedianRaw { get; private set; } = -1;

    /// <summary>How far the middle four fifths of the last reads lie apart.</summary>
    public int Spread { get; private set; }

    /// <summary>Reads so often, an odd number of times.</summary>
    public void Run(IAnalogInput probe, int reads)
    {
        for (int count = 0; count < reads; count++)
        {
            int raw = probe.ReadRaw();
            int place = count;
            while (place > 0 && _sorted[place - 1] > raw)
            {
                _sorted[place] = _sorted[place - 1];
                place--;
            }

            _sorted[place] = raw;
        }

        int left = reads / 10;
        MedianRaw = _sorted[reads / 2];
        Spread = _sorted[reads - 1 - left] - _sorted[left];
    }
}
