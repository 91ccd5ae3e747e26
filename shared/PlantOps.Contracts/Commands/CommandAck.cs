using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Commands;

/// <summary>
/// What became of a command, on <c>devices/{id}/commands/ack</c>:
/// <c>{"id":"c-17","result":"refused","reason":"unknown command"}</c>.
/// </summary>
public sealed class CommandAck
{
    /// <summary><c>id</c> of the command.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary><c>result</c>: one of <see cref="CommandResults"/>.</summary>
    public string Result { get; set; } = string.Empty;

    /// <summary><c>reason</c>: why it was not done, for people.</summary>
    public string? Reason { get; set; }

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("id", Id);
        json.Write("result", Result);
        json.Write("reason", Reason);
        json.EndObject();
    }

    /// <summary>Reads a message; <see langword="null"/> where it is none.</summary>
    public static CommandAck? Parse(byte[] payload)
    {
        JsonReader json = new JsonReader(payload, payload.Length);
        CommandAck ack = new CommandAck();
        json.BeginObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "id": ack.Id = json.ReadString() ?? string.Empty; break;
                case "result": ack.Result = json.ReadString() ?? string.Empty; break;
                case "reason": ack.Reason = json.ReadString(); break;
                default: json.Skip(); break;
            }
        }

        return json.AtEnd() && ack.Id.Length > 0 ? ack : null;
    }
}
