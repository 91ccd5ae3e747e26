using System.Text;

namespace PlantOps.Gateway.Archive;

/// <summary>One row of a table as text, in UTF-8, whatever its file's form is.</summary>
/// <param name="unit">What a row is called in its file: a line, a row.</param>
internal class TextRecord(string unit)
{
    /// <summary>Longest record, and so what is held in memory.</summary>
    public const int MaxBytes = 64 * 1024;

    private int _used;

    /// <summary>Which it is, from 1.</summary>
    public long Number { get; private set; }

    public int Count => Fields.Count;

    protected byte[] Bytes { get; } = new byte[MaxBytes];

    protected List<(int Start, int Length, bool IsQuoted)> Fields { get; } = [];

    /// <summary>A field, without its quotes; good until the next record.</summary>
    public ReadOnlySpan<byte> this[int field] => Bytes.AsSpan(Fields[field].Start, Fields[field].Length);

    /// <summary>Whether a field had quotes.</summary>
    public bool IsQuoted(int field) => Fields[field].IsQuoted;

    /// <summary>For people: <c>line 17</c>.</summary>
    public override string ToString() => $"{unit} {Number}";

    /// <summary>Begins the next record, which has no fields yet.</summary>
    public void Begin(long number)
    {
        Number = number;
        _used = 0;
        Fields.Clear();
    }

    /// <summary>Adds a field; what does not fit is cut off.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        Encoding.UTF8.TryGetBytes(text[..Math.Min(text.Length, (MaxBytes - _used) / 4)], Bytes.AsSpan(_used), out var length);
        Fields.Add((_used, length, false));
        _used += length;
    }
}
