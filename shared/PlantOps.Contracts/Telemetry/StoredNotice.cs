using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Telemetry;

/// <summary>
/// Which readings of a device are on disk, on <c>devices/{id}/stored</c>, QoS 1, not retained:
/// <c>{"boot":7,"upto":1234,"also":[[1240,1251]]}</c>. Whichever gateway has committed them says so, a notice a device, boot and
/// commit; a later one takes nothing back. A reading that it covers may be forgotten, any other is sent again. Also covered is
/// what arrived and could not be read: it is kept aside, and the same again would be no better.
/// </summary>
public sealed class StoredNotice
{
    /// <summary>Ranges that one notice has at most.</summary>
    public const int MaxRanges = 16;

    /// <summary>Longest notice, in bytes.</summary>
    public const int MaxBytes = 704;

    // First and last of each.
    private readonly long[] _ranges = new long[2 * MaxRanges];

    /// <summary><c>boot</c>: the start that the readings belong to.</summary>
    public long Boot { get; set; }

    /// <summary><c>upto</c>: every reading up to this <c>seq</c> is on disk; −1, and not written, where nobody says so.</summary>
    public long UpTo { get; set; } = -1;

    /// <summary>How many ranges there are in <c>also</c>.</summary>
    public int Ranges { get; private set; }

    /// <summary>Adds a range to <c>also</c>; <see langword="false"/> where there is no room for it.</summary>
    /// <param name="first">Its first <c>seq</c>.</param>
    /// <param name="last">Its last one.</param>
    public bool Add(long first, long last)
    {
        if (Ranges >= MaxRanges)
        {
            return false;
        }

        _ranges[2 * Ranges] = first;
        _ranges[(2 * Ranges) + 1] = last;
        Ranges++;
        return true;
    }

    /// <summary>The first <c>seq</c> of a range.</summary>
    public long First(int range) => _ranges[2 * range];

    /// <summary>The last <c>seq</c> of a range.</summary>
    public long Last(int range) => _ranges[(2 * range) + 1];

    /// <summary>Whether a reading of this boot is on disk.</summary>
    public bool Covers(long sequence)
    {
        bool covers = sequence <= UpTo;
        for (int i = 0; i < Ranges && !covers; i++)
        {
            covers = sequence >= First(i) && sequence <= Last(i);
        }

        return covers;
    }

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("boot", Boot);
        if (UpTo >= 0)
        {
            json.Write("upto", UpTo);
        }

        json.BeginArray("also");
        for (int i = 0; i < Ranges; i++)
        {
            json.BeginArray();
            json.Element(First(i));
            json.Element(Last(i));
            json.EndArray();
        }

        json.EndArray();
        json.EndObject();
    }

    /// <summary>
    /// Reads a message; <see langword="null"/> where it is none. Of ranges the first <see cref="MaxRanges"/> are read.
    /// </summary>
    public static StoredNotice? Parse(byte[] payload)
    {
        JsonReader json = new JsonReader(payload, payload.Length);
        StoredNotice notice = new StoredNotice();
        bool hasBoot = false;
        json.BeginObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "boot":
                    notice.Boot = json.ReadLong();
                    hasBoot = true;
                    break;
                case "upto":
                    notice.UpTo = json.ReadLong();
                    break;
                case "also":
                    notice.ReadRanges(json);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return json.AtEnd() && hasBoot ? notice : null;
    }

    private void ReadRanges(JsonReader json)
    {
        json.BeginArray();
        while (json.NextElement())
        {
            json.BeginArray();
            bool more = json.NextElement();
            long first = more ? json.ReadLong() : 0;
            more = more && json.NextElement();
            long last = more ? json.ReadLong() : -1;
            while (more && json.NextElement())
            {
                json.Skip();
            }

            if (!json.Failed)
            {
                Add(first, last);
            }
        }
    }
}
