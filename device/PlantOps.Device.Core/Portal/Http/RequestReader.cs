using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Portal.Http;

/// <summary>
/// Reads one request at a time into a buffer that is made once. What is too large, malformed or too slow ends with the
/// status that says so; nothing that a phone sends can make it wait longer or take more room.
/// </summary>
internal sealed class RequestReader
{
    /// <summary>Most bytes of request line and header fields together. Phones send 300 to 900.</summary>
    public const int MaxHeadBytes = 2048;

    /// <summary>Most bytes of a form. The longest that the portal's own page can send is about 800.</summary>
    public const int MaxBodyBytes = 1024;

    /// <summary>How long a whole request may take, in milliseconds.</summary>
    public const int DeadlineMs = 5000;

    private readonly byte[] _buffer = new byte[MaxHeadBytes + MaxBodyBytes];
    private readonly IClock _clock;
    private long _dueMs;
    private int _received;

    public RequestReader(IClock clock) => _clock = clock;

    /// <summary>The head of the request that was read last.</summary>
    public RequestHead Head { get; } = new RequestHead();

    /// <summary>The form of the request that was read last.</summary>
    public FormReader Form { get; } = new FormReader();

    /// <summary>
    /// Reads a request: <see cref="HttpStatus.Ok"/>, the status that refuses it, or <see cref="HttpStatus.None"/> where
    /// none came.
    /// </summary>
    public int Read(IConnection connection)
    {
        _received = 0;
        _dueMs = _clock.UptimeMs + DeadlineMs;
        int headLength = 0;
        while (headLength == 0)
        {
            int status = Receive(connection);
            if (status != HttpStatus.Ok)
            {
                return status;
            }

            headLength = HeadLength();
            if (headLength > MaxHeadBytes || (headLength == 0 && _received >= MaxHeadBytes))
            {
                return HttpStatus.HeadTooLarge;
            }
        }

        int judged = Head.Parse(_buffer, headLength);
        return judged == HttpStatus.Ok && Head.IsPost ? ReadBody(connection, headLength) : judged;
    }

    private int ReadBody(IConnection connection, int headLength)
    {
        if (Head.ContentLength > MaxBodyBytes)
        {
            return HttpStatus.ContentTooLarge;
        }

        while (_received < headLength + Head.ContentLength)
        {
            int status = Receive(connection);
            if (status != HttpStatus.Ok)
            {
                return status;
            }
        }

        Form.Open(_buffer, headLength, Head.ContentLength);
        return HttpStatus.Ok;
    }

    private int Receive(IConnection connection)
    {
        long left = _dueMs - _clock.UptimeMs;
        int count = left <= 0 ? -1 : connection.Read(_buffer, _received, _buffer.Length - _received, (int)left);
        if (count > 0)
        {
            _received += count;
            return HttpStatus.Ok;
        }

        if (_received == 0)
        {
            return HttpStatus.None;
        }

        return count < 0 ? HttpStatus.RequestTimeout : HttpStatus.BadRequest;
    }

    // Up to and with the empty line; 0 while that has not arrived.
    private int HeadLength()
    {
        for (int i = 3; i < _received; i++)
        {
            if (_buffer[i] == '\n' && _buffer[i - 1] == '\r' && _buffer[i - 2] == '\n' && _buffer[i - 3] == '\r')
            {
                return i + 1;
            }
        }

        return 0;
    }
}
