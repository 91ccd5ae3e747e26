using System.Text;

namespace PlantOps.Contracts.Json;

/// <summary>
/// Reads JSON from a byte array, one member after the other, without building a tree. It never throws: what is not
/// JSON, or not of the kind asked for, sets <see cref="Failed"/>, and everything read after that is empty.
/// <code>
/// if (json.BeginObject())
/// {
///     while (json.NextMember())
///     {
///         if (json.Name == "version") version = json.ReadLong(); else json.Skip();
///     }
/// }
/// </code>
/// </summary>
public sealed class JsonReader
{
    private const int MaxDepth = 16;

    private readonly byte[] _data;
    private readonly int _length;
    private int _position;
    private int _depth;
    private bool _needsComma;

    /// <summary>A reader of the first <paramref name="length"/> bytes of <paramref name="data"/>.</summary>
    public JsonReader(byte[] data, int length)
    {
        _data = data;
        _length = length;
    }

    /// <summary>Whether something could not be read.</summary>
    public bool Failed { get; private set; }

    /// <summary>The name of the member that <see cref="NextMember"/> went to.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>Enters an object. <see langword="false"/> where the value is none.</summary>
    public bool BeginObject() => Begin('{');

    /// <summary>Enters an array. <see langword="false"/> where the value is none.</summary>
    public bool BeginArray() => Begin('[');

    /// <summary>Goes to the next member of the object; <see langword="false"/> once it has ended.</summary>
    public bool NextMember()
    {
        if (!Next('}'))
        {
            return false;
        }

        Name = ReadText();
        Expect(':');
        return !Failed;
    }

    /// <summary>Goes to the next element of the array; <see langword="false"/> once it has ended.</summary>
    public bool NextElement() => Next(']');

    /// <summary>A text; <see langword="null"/> for <c>null</c>.</summary>
    public string? ReadString()
    {
        if (Peek() == 'n')
        {
            Literal("null");
            return null;
        }

        string text = ReadText();
        return Failed ? null : text;
    }

    /// <summary>A whole number within ±9·10^17; a fraction or an exponent is none.</summary>
    public long ReadLong()
    {
        bool negative = Peek() == '-';
        if (negative)
        {
            _position++;
        }

        int first = _position;
        long value = 0;
        while (_position < _length && IsDigit(_data[_position]) && value < 90000000000000000)
        {
            value = (value * 10) + (_data[_position++] - '0');
        }

        bool leadingZero = _position - first > 1 && _data[first] == '0';
        if (_position == first || leadingZero || (_position < _length && IsNumberPart(_data[_position])))
        {
            Failed = true;
            return 0;
        }

        _needsComma = true;
        return negative ? -value : value;
    }

    /// <summary>Yes or no.</summary>
    public bool ReadBool()
    {
        bool value = Peek() == 't';
        Literal(value ? "true" : "false");
        return value && !Failed;
    }

    /// <summary>Passes over a value of any kind.</summary>
    public void Skip()
    {
        switch (Peek())
        {
            case '{':
                BeginObject();
                while (NextMember())
                {
                    Skip();
                }

                break;
            case '[':
                BeginArray();
                while (NextElement())
                {
                    Skip();
                }

                break;
            case '"':
                ReadText();
                break;
            case 't':
                Literal("true");
                break;
            case 'f':
                Literal("false");
                break;
            case 'n':
                Literal("null");
                break;
            default:
                SkipNumber();
                break;
        }
    }

    /// <summary>Whether everything was read: nothing failed and only white space is left.</summary>
    public bool AtEnd() => Peek() < 0 && !Failed;

    private bool Begin(char bracket)
    {
        Expect(bracket);
        _needsComma = false;
        if (++_depth > MaxDepth)
        {
            Failed = true;
        }

        return !Failed;
    }

    private bool Next(char end)
    {
        if (Peek() == end)
        {
            _position++;
            _depth--;
            _needsComma = true;
            return false;
        }

        if (_needsComma)
        {
            Expect(',');
            _needsComma = false;
        }

        return !Failed;
    }

    private void SkipNumber()
    {
        int first = _position;
        while (_position < _length && IsNumberPart(_data[_position]))
        {
            _position++;
        }

        Failed |= _position == first;
        _needsComma = true;
    }

    private string ReadText()
    {
        Expect('"');
        int first = _position;
        bool escaped = false;
        while (!Failed && _position < _length && _data[_position] != '"')
        {
            bool escape = _data[_position] == '\\';
            Failed |= _data[_position] < 0x20;
            escaped |= escape;
            _position += escape ? 2 : 1;
        }

        int end = _position++;
        Failed |= end >= _length;
        if (Failed)
        {
            return string.Empty;
        }

        _needsComma = true;
        if (!escaped)
        {
            return Encoding.UTF8.GetString(_data, first, end - first);
        }

        byte[] text = new byte[end - first];
        int length = JsonEscapes.Undo(_data, first, end, text);
        Failed |= length < 0;
        return Failed ? string.Empty : Encoding.UTF8.GetString(text, 0, length);
    }

    private void Literal(string text)
    {
        foreach (char c in text)
        {
            Failed |= _position >= _length || _data[_position] != c;
            _position++;
        }

        _needsComma = true;
    }

    private void Expect(char c)
    {
        if (Peek() == c)
        {
            _position++;
        }
        else
        {
            Failed = true;
        }
    }

    // The next byte that is not white space; -1 at the end, and for good once something failed.
    private int Peek()
    {
        while (_position < _length && (_data[_position] == ' ' || (_data[_position] >= 9 && _data[_position] <= 13)))
        {
            _position++;
        }

        return Failed || _position >= _length ? -1 : _data[_position];
    }

    private static bool IsDigit(byte b) => b >= '0' && b <= '9';

    private static bool IsNumberPart(byte b) => IsDigit(b) || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
}
