using System.Text;

namespace PlantOps.Device.Core.Portal.Pages;

/// <summary>
/// Writes a page into a byte array that is made once and reused. What does not fit sets <see cref="Overflowed"/>.
/// </summary>
internal sealed class HtmlWriter
{
    public HtmlWriter(int maxBytes) => Buffer = new byte[maxBytes];

    public byte[] Buffer { get; }

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something did not fit and was left out.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Starts again at the beginning of the buffer.</summary>
    public void Reset()
    {
        Length = 0;
        Overflowed = false;
    }

    /// <summary>Markup, in ASCII, as it is.</summary>
    public void Markup(string ascii)
    {
        if (Length + ascii.Length > Buffer.Length)
        {
            Overflowed = true;
            return;
        }

        Length += Encoding.UTF8.GetBytes(ascii, 0, ascii.Length, Buffer, Length);
    }

    /// <summary>Text from anywhere, so that it stays text, also within a quoted attribute.</summary>
    public void Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        foreach (byte b in utf8)
        {
            switch (b)
            {
                case (byte)'&': Markup("&amp;"); break;
                case (byte)'<': Markup("&lt;"); break;
                case (byte)'>': Markup("&gt;"); break;
                case (byte)'"': Markup("&quot;"); break;
                case (byte)'\'': Markup("&#39;"); break;
                default: Put(b); break;
            }
        }
    }

    // Control characters are nothing in HTML; a network may still have them in its name.
    private void Put(byte b)
    {
        if (Length == Buffer.Length)
        {
            Overflowed = true;
            return;
        }

        Buffer[Length++] = b < 0x20 || b == 0x7F ? (byte)'?' : b;
    }
}
