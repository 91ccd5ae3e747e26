using System.Text;

namespace PlantOps.Contracts.Json;

/// <summary>
/// Writes JSON into a byte array that is made once and reused. It never throws: what does not fit sets
/// <see cref="Overflowed"/> and is left out.
/// </summary>
public sealed class JsonWriter
{
    // A certificate is long, and a copy of all its bytes more than a device has to spare.
    private const int PieceLength = 128;

    private readonly byte[] _buffer;
    private bool _needsComma;

    /// <summary>A writer into this buffer.</summary>
    public JsonWriter(byte[] buffer) => _buffer = buffer;

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something did not fit.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Starts again at the beginning of the buffer.</summary>
    public void Reset()
    {
        Length = 0;
        Overflowed = false;
        _needsComma = false;
    }

    /// <summary>A copy of what is written.</summary>
    public byte[] ToArray()
    {
        byte[] copy = new byte[Length];
        System.Array.Copy(_buffer, 0, copy, 0, Length);
        return copy;
    }

    /// <summary>Opens an object, as the root or an array's element.</summary>
    public void BeginObject() => Open('{');

    /// <summary>Opens an object under a name.</summary>
    public void BeginObject(string name)
    {
        Name(name);
        Open('{');
    }

    /// <summary>Closes the object.</summary>
    public void EndObject() => Close('}');

    /// <summary>Opens an array under a name.</summary>
    public void BeginArray(string name)
    {
        Name(name);
        Open('[');
    }

    /// <summary>Opens an array as an array's element.</summary>
    public void BeginArray() => Open('[');

    /// <summary>Closes the array.</summary>
    public void EndArray() => Close(']');

    /// <summary>A text under a name; nothing where it is <see langword="null"/>.</summary>
    public void Write(string name, string? value)
    {
        if (value != null)
        {
            Name(name);
            Element(value);
        }
    }

    /// <summary>A whole number under a name.</summary>
    public void Write(string name, long value)
    {
        Name(name);
        Number(value);
        _needsComma = true;
    }

    /// <summary>Yes or no under a name.</summary>
    public void Write(string name, bool value)
    {
        Name(name);
        Ascii(value ? "true" : "false");
        _needsComma = true;
    }

    /// <summary>
    /// A number under a name, rounded to at most 9 decimals, trailing zeros left out. NaN, infinities and what is
    /// beyond 9·10^9 become <c>null</c>: JSON has no word for them.
    /// </summary>
    public void Write(string name, double value, int decimals)
    {
        Name(name);
        if (double.IsNaN(value) || value > 9e9 || value < -9e9)
        {
            Ascii("null");
        }
        else
        {
            Fixed(value, decimals);
        }

        _needsComma = true;
    }

    /// <summary>A text as an array's element.</summary>
    public void Element(string value)
    {
        Comma();
        Put('"');
        int taken = 0;
        while (value.Length - taken > PieceLength)
        {
            int count = IsHighSurrogate(value[taken + PieceLength - 1]) ? PieceLength - 1 : PieceLength;
            Text(value.Substring(taken, count));
            taken += count;
        }

        Text(taken == 0 ? value : value.Substring(taken));
        Put('"');
        _needsComma = true;
    }

    /// <summary>A whole number as an array's element.</summary>
    public void Element(long value)
    {
        Comma();
        Number(value);
        _needsComma = true;
    }

    private void Text(string piece)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(piece))
        {
            Escape(b);
        }
    }

    private static bool IsHighSurrogate(char c) => (c & 0xFC00) == 0xD800;

    private void Name(string name)
    {
        Element(name);
        Put(':');
        _needsComma = false;
    }

    private void Open(char bracket)
    {
        Comma();
        Put(bracket);
        _needsComma = false;
    }

    private void Close(char bracket)
    {
        Put(bracket);
        _needsComma = true;
    }

    private void Comma()
    {
        if (_needsComma)
        {
            Put(',');
        }
    }

    private void Escape(byte b)
    {
        const string Hex = "0123456789abcdef";
        if (b == '"' || b == '\\')
        {
            Put('\\');
            Put((char)b);
        }
        else if (b < 0x20)
        {
            Ascii("\\u00");
            Put(Hex[b >> 4]);
            Put(Hex[b & 15]);
        }
        else
        {
            Put((char)b);
        }
    }

    private void Fixed(double value, int decimals)
    {
        if (value < 0)
        {
            value = -value;
            Negative(value, decimals);
        }

        long scale = 1;
        for (int i = 0; i < decimals; i++)
        {
            scale *= 10;
        }

        long scaled = (long)((value * scale) + 0.5);
        Number(scaled / scale);
        long rest = scaled % scale;
        if (rest > 0)
        {
            Put('.');
        }

        while (rest > 0)
        {
            scale /= 10;
            Put((char)('0' + (rest / scale)));
            rest %= scale;
        }
    }

    // "-0" is legal JSON but says something that was not measured.
    private void Negative(double magnitude, int decimals)
    {
        double half = 0.5;
        for (int i = 0; i < decimals; i++)
        {
            half /= 10;
        }

        if (magnitude >= half)
        {
            Put('-');
        }
    }

    private void Number(long value)
    {
        if (value < 0)
        {
            Put('-');
            value = -value;
        }

        long power = 1;
        while (value / power >= 10)
        {
            power *= 10;
        }

        for (; power > 0; power /= 10)
        {
            Put((char)('0' + (value / power % 10)));
        }
    }

    private void Ascii(string text)
    {
        foreach (char c in text)
        {
            Put(c);
        }
    }

    private void Put(char c)
    {
        if (Length < _buffer.Length)
        {
            _buffer[Length++] = (byte)c;
        }
        else
        {
            Overflowed = true;
        }
    }
}
