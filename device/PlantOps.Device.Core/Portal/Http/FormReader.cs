using System.Text;

namespace PlantOps.Device.Core.Portal.Http;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> where it lies; decoding shortens it in place.</summary>
internal sealed class FormReader
{
    private byte[] _data = new byte[0];
    private int _at;
    private int _end;

    /// <summary>Name of the field that <see cref="Next"/> came to.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>Its value.</summary>
    public string Value { get; private set; } = string.Empty;

    /// <summary>Whether something could not be decoded.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Begins with a part of a buffer, which is changed by reading.</summary>
    public void Open(byte[] data, int offset, int length)
    {
        _data = data;
        _at = offset;
        _end = offset + length;
        IsMalformed = false;
    }

    /// <summary>Goes to the next field; <see langword="false"/> at the end or where it cannot be decoded.</summary>
    public bool Next()
    {
        if (IsMalformed || _at >= _end)
        {
            return false;
        }

        int end = ByteText.IndexOf(_data, '&', _at, _end);
        end = end < 0 ? _end : end;
        int equals = ByteText.IndexOf(_data, '=', _at, end);
        Name = Decode(_at, equals < 0 ? end : equals);
        Value = equals < 0 ? string.Empty : Decode(equals + 1, end);
        _at = end + 1;
        return !IsMalformed;
    }

    private string Decode(int from, int to)
    {
        int length = 0;
        for (int i = from; i < to; i++)
        {
            int value = _data[i] == '+' ? ' ' : _data[i];
            if (value == '%')
            {
                value = i + 2 < to ? (Digit(_data[i + 1]) << 4) | Digit(_data[i + 2]) : -1;
                i += 2;
            }

            if (value <= 0)
            {
                // A zero byte would end the text early in native code.
                IsMalformed = true;
                return string.Empty;
            }

            _data[from + length++] = (byte)value;
        }

        return Encoding.UTF8.GetString(_data, from, length);
    }

    // Minus one in every bit where it is no digit, so that what is made with it is negative too.
    private static int Digit(byte b)
    {
        if (b >= '0' && b <= '9')
        {
            return b - '0';
        }

        int letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
