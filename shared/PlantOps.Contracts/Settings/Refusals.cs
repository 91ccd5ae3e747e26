using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// Settings that a device did not take, each with the reason for people:
/// <c>"refused":[{"name":"interval_s","reason":"5 to 86400"}]</c>.
/// </summary>
public sealed class Refusals
{
    /// <summary>As many are told; a message with more wrong settings needs looking at anyway.</summary>
    public const int Most = 8;

    private readonly string[] _names = new string[Most];
    private readonly string[] _reasons = new string[Most];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The setting's name on the wire.</summary>
    public string NameOf(int index) => _names[index];

    /// <summary>Why it was refused, for people.</summary>
    public string ReasonOf(int index) => _reasons[index];

    /// <summary>Notes one.</summary>
    public void Add(string name, string reason)
    {
        if (Count < Most)
        {
            _names[Count] = name;
            _reasons[Count++] = reason;
        }
    }

    /// <summary>Writes the member <c>refused</c> into the object under way, where there is any.</summary>
    public void WriteMember(JsonWriter json)
    {
        if (Count == 0)
        {
            return;
        }

        json.BeginArray("refused");
        for (int i = 0; i < Count; i++)
        {
            json.BeginObject();
            json.Write("name", _names[i]);
            json.Write("reason", _reasons[i]);
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>Reads the value of the member <c>refused</c>.</summary>
    public void ReadMember(JsonReader json)
    {
        json.BeginArray();
        while (json.NextElement())
        {
            string name = string.Empty;
            string reason = string.Empty;
            json.BeginObject();
            while (json.NextMember())
            {
                switch (json.Name)
                {
                    case "name": name = json.ReadString() ?? string.Empty; break;
                    case "reason": reason = json.ReadString() ?? string.Empty; break;
                    default: json.Skip(); break;
                }
            }

            Add(name, reason);
        }
    }
}
