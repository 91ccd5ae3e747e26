using System.Text;

namespace PlantOps.Device.Core.Portal.Http;

/// <summary>Answers a request: a head written into a reused buffer, then a body. Each answer ends its connection.</summary>
internal sealed class ReplyWriter
{
    // The longest head, a redirect, is below 300 bytes.
    private readonly byte[] _head = new byte[384];
    private int _length;

    /// <summary>Sends a body of this type.</summary>
    public void Send(IConnection connection, string type, byte[] body, int length, bool headOnly)
    {
        Begin(HttpStatus.Ok, length);
        Field("Content-Type: ", type);
        End(connection);
        if (!headOnly)
        {
            connection.Write(body, length);
        }
    }

    /// <summary>Sends the phone to another address.</summary>
    public void Redirect(IConnection connection, int status, string location)
    {
        Begin(status, 0);
        Field("Location: ", location);
        End(connection);
    }

    /// <summary>Refuses a request; its status line is also the page.</summary>
    public void Refuse(IConnection connection, int status)
    {
        string line = HttpStatus.Line(status);
        Begin(status, line.Length);
        Field("Content-Type: ", "text/plain");
        if (status == HttpStatus.MethodNotAllowed)
        {
            Field("Allow: ", "GET, HEAD, POST");
        }

        Add("\r\n");
        Add(line);
        connection.Write(_head, _length);
    }

    private void Begin(int status, int length)
    {
        _length = 0;
        Add("HTTP/1.1 ");
        Add(HttpStatus.Line(status));
        Field("\r\nContent-Length: ", length.ToString());

        // no-store: a phone that comes back must see what has become of it, not what was.
        Add("Connection: close\r\nCache-Control: no-store\r\n");
    }

    private void End(IConnection connection)
    {
        Add("\r\n");
        connection.Write(_head, _length);
    }

    private void Field(string name, string value)
    {
        Add(name);
        Add(value);
        Add("\r\n");
    }

    private void Add(string ascii) => _length += Encoding.UTF8.GetBytes(ascii, 0, ascii.Length, _head, _length);
}
