namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>Which sequences of one boot are stored, as ranges: a device that loses nothing needs one.</summary>
internal sealed class SequenceRanges
{
    private readonly List<(long First, long Last)> _ranges = [];

    public IReadOnlyList<(long First, long Last)> Ranges => _ranges;

    public bool Contains(long sequence)
    {
        var at = RangeBefore(sequence);
        return at >= 0 && sequence <= _ranges[at].Last;
    }

    public void Add(long sequence)
    {
        var at = RangeBefore(sequence);
        if (at >= 0 && sequence <= _ranges[at].Last) return;
        var extends = at >= 0 && _ranges[at].Last == sequence - 1;
        var reaches = at + 1 < _ranges.Count && _ranges[at + 1].First == sequence + 1;
        if (extends && reaches)
        {
            _ranges[at] = (_ranges[at].First, _ranges[at + 1].Last);
            _ranges.RemoveAt(at + 1);
        }
        else if (extends) _ranges[at] = (_ranges[at].First, sequence);
        else if (reaches) _ranges[at + 1] = (sequence, _ranges[at + 1].Last);
        else _ranges.Insert(at + 1, (sequence, sequence));
    }

    /// <summary>Appends a range behind all others.</summary>
    public void Append(long first, long last) => _ranges.Add((first, last));

    /// <summary>The last range that begins at or before a sequence; −1 if there is none.</summary>
    private int RangeBefore(long sequence)
    {
        var low = 0;
        var high = _ranges.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].First <= sequence) low = middle + 1;
            else high = middle - 1;
        }

        return high;
    }
}
