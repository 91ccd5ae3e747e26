using PlantOps.Contracts.Json;
using PlantOps.Contracts.Settings;

namespace PlantOps.Contracts.Commands;

/// <summary>
/// What became of a command, on <c>devices/{id}/commands/ack</c>:
/// <c>{"id":"c-17","result":"refused","reason":"unknown command"}</c>. A command that ends the connection is answered
/// before it takes effect. One that comes again is answered again and not run again.
/// </summary>
public sealed class CommandAck
{
    /// <summary><c>id</c> of the command.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary><c>result</c>: one of <see cref="CommandResults"/>.</summary>
    public string Result { get; set; } = string.Empty;

    /// <summary><c>reason</c>: why it was not done, for people.</summary>
    public string? Reason { get; set; }

    /// <summary>
    /// <c>soil_raw</c>: the raw value that a calibration measured, 0–4095; −1 where there is none, and then not written.
    /// </summary>
    public int SoilRaw { get; set; } = -1;

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("id", Id);
        json.Write("result", Result);
        json.Write("reason", Reason);
        if (SoilRaw >= 0)
        {
            json.Write("soil_raw", SoilRaw);
        }

        json.EndObject();
    }

    /// <summary>Reads a message; <see langword="null"/> where it is none.</summary>
    public static CommandAck? Parse(byte[] payload)
    {
        JsonReader json = new JsonReader(payload, payload.Length);
        CommandAck ack = Read(json);
        return json.AtEnd() && ack.Id.Length > 0 ? ack : null;
    }

    /// <summary>Reads the object that comes next; an empty one where there is none.</summary>
    public static CommandAck Read(JsonReader json)
    {
        CommandAck ack = new CommandAck();
        json.BeginObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "id": ack.Id = json.ReadString() ?? string.Empty; break;
                case "result": ack.Result = json.ReadString() ?? string.Empty; break;
                case "reason": ack.Reason = json.ReadString(); break;
                case "soil_raw": ack.SoilRaw = SettingRange.Clip(json.ReadLong()); break;
                default: json.Skip(); break;
            }
        }

        return ack;
    }
}
