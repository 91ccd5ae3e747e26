using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Commands;

/// <summary>One thing to do now, on <c>devices/{id}/commands</c>: <c>{"id":"c-17","name":"read_now"}</c>.</summary>
public sealed class DeviceCommand
{
    /// <summary><c>id</c>: names this command in its acknowledgement, 1–64 characters.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary><c>name</c>: one of <see cref="CommandNames"/>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("id", Id);
        json.Write("name", Name);
        json.EndObject();
    }

    /// <summary>Reads a message; <see langword="null"/> where it is none or has no id to answer to.</summary>
    public static DeviceCommand? Parse(byte[] payload)
    {
        JsonReader json = new JsonReader(payload, payload.Length);
        DeviceCommand command = new DeviceCommand();
        json.BeginObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "id": command.Id = json.ReadString() ?? string.Empty; break;
                case "name": command.Name = json.ReadString() ?? string.Empty; break;
                default: json.Skip(); break;
            }
        }

        bool answerable = command.Id.Length > 0 && command.Id.Length <= Limits.MaxTokenLength;
        return json.AtEnd() && answerable ? command : null;
    }
}
