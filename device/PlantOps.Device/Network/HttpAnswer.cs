using System;
using System.IO;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Network;

/// <summary>
/// Reads an answer (RFC 9112) to its end: as long as it says, in chunks, or up to the end of the connection. It is kept
/// once, and what is too long is given up before it is kept.
/// </summary>
internal sealed class HttpAnswer
{
    // The longest answer is that to a registration, with its CA: about 3 KB.
    private const int MaxBodyBytes = 8 * 1024 - 1;
    private const int FirstBytes = 1024;
    private const int MaxHeadBytes = 8 * 1024;

    // Longer than the lines that are looked at; of a longer one the rest is passed over.
    private const int LineBytes = 64;
    private const int Unknown = -1;

    private readonly Stream _stream;
    private readonly byte[] _received = new byte[256];
    private readonly char[] _line = new char[LineBytes];
    private int _position;
    private int _count;
    private int _headBytes;
    private int _bodyLength = Unknown;
    private bool _isChunked;
    private byte[] _body = new byte[0];
    private int _length;

    public HttpAnswer(Stream stream) => _stream = stream;

    /// <summary>The answer, or why it is none. Throws as the stream does.</summary>
    public HttpReply Read()
    {
        int status = StatusOf(ReadLine());
        if (status == 0)
        {
            return HttpReply.None("it does not speak HTTP");
        }

        for (string? field = ReadLine(); field == null || field.Length > 0; field = ReadLine())
        {
            if (field == null || _headBytes > MaxHeadBytes)
            {
                return HttpReply.None("its answer breaks off");
            }

            Heed(field);
        }

        bool whole = _isChunked ? ReadChunks() : ReadBody(_bodyLength);
        if (_length > MaxBodyBytes)
        {
            return HttpReply.None("its answer is too long");
        }

        return whole ? HttpReply.Answer(status, Trimmed()) : HttpReply.None("its answer breaks off");
    }

    // "HTTP/1.1 200 OK"
    private static int StatusOf(string? line)
    {
        if (line == null || line.Length < 12 || !line.StartsWith("HTTP/1."))
        {
            return 0;
        }

        int status = NumberIn(line, 9, 12, 10);
        return status >= 100 ? status : 0;
    }

    private void Heed(string field)
    {
        string lower = field.ToLower();
        if (lower.StartsWith("content-length:"))
        {
            int value = NumberIn(lower, "content-length:".Length, lower.Length, 10);
            _bodyLength = value < 0 ? MaxBodyBytes + 1 : value;
        }
        else if (lower.StartsWith("transfer-encoding:"))
        {
            _isChunked = lower.IndexOf("chunked") > 0;
        }
    }

    private bool ReadChunks()
    {
        while (true)
        {
            string? line = ReadLine();
            int size = line == null ? Unknown : NumberIn(line, 0, line.Length, 16);
            if (size <= 0)
            {
                return size == 0;
            }

            if (!ReadBody(size) || _length > MaxBodyBytes || ReadLine() == null)
            {
                return false;
            }
        }
    }

    // So many bytes more, or all there are; whether so many came. Of what is too long only that is noted.
    private bool ReadBody(int count)
    {
        if (count > MaxBodyBytes - _length)
        {
            _length = MaxBodyBytes + 1;
            return false;
        }

        MakeRoom(count == Unknown ? FirstBytes : _length + count);
        for (int taken = 0; taken != count; taken++)
        {
            int next = Next();
            if (next < 0)
            {
                return count == Unknown;
            }

            if (_length > MaxBodyBytes)
            {
                return false;
            }

            if (_length == _body.Length)
            {
                MakeRoom(2 * _length);
            }

            _body[_length++] = (byte)next;
        }

        return true;
    }

    private void MakeRoom(int bytes)
    {
        if (bytes > _body.Length)
        {
            byte[] larger = new byte[bytes];
            Array.Copy(_body, larger, _length);
            _body = larger;
        }
    }

    private byte[] Trimmed()
    {
        if (_body.Length == _length)
        {
            return _body;
        }

        byte[] body = new byte[_length];
        Array.Copy(_body, body, _length);
        return body;
    }

    // Without its end; null where the connection ended before it.
    private string? ReadLine()
    {
        int length = 0;
        for (int next = Next(); next >= 0; next = Next())
        {
            _headBytes++;
            if (next == '\n')
            {
                return new string(_line, 0, length);
            }

            if (next != '\r' && length < LineBytes)
            {
                _line[length++] = (char)next;
            }
        }

        return null;
    }

    private int Next()
    {
        if (_position == _count)
        {
            _position = 0;
            _count = _stream.Read(_received, 0, _received.Length);
            if (_count <= 0)
            {
                _count = 0;
                return -1;
            }
        }

        return _received[_position++];
    }

    // What is a number of that base, blanks before it and a chunk's extension after it left out; −1 where there is none.
    private static int NumberIn(string text, int from, int to, int numberBase)
    {
        int at = from;
        while (at < to && text[at] == ' ')
        {
            at++;
        }

        int value = Unknown;
        for (; at < to; at++)
        {
            int digit = DigitOf(text[at]);
            if (digit < 0 || digit >= numberBase)
            {
                break;
            }

            if (value > MaxBodyBytes)
            {
                return MaxBodyBytes + 1;
            }

            value = value == Unknown ? digit : (value * numberBase) + digit;
        }

        return value;
    }

    private static int DigitOf(char c) =>
        c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
