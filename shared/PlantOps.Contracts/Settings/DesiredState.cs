using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// What a device should be, retained on <c>devices/{id}/desired</c>: <c>{"version":3,"interval_s":60}</c>.
/// Settings are those of <see cref="SettingCatalogue"/>. A field that is not there stays as it is. A version is taken as a
/// whole or not at all: where one setting is refused the device keeps all its old ones and says in <see cref="ReportedState"/>
/// which and why.
/// </summary>
public sealed class DesiredState : SettingValues
{
    /// <summary>A state in which nothing is set.</summary>
    public DesiredState()
        : base(false)
    {
    }

    /// <summary>
    /// <c>version</c>: one more with each change, 0…2^53 − 1. A device that already has this version changes nothing.
    /// </summary>
    public long Version { get; set; }

    /// <summary>
    /// <c>ca_pem</c>: one certificate in PEM, at most 2400 characters, that is to take the place of the CA. It comes
    /// over a connection that the present CA vouches for; the device trusts both, the new one first, until it has
    /// connected with that one, and then that one alone. Sending the present one takes a change back.
    /// </summary>
    public string? CaPem { get; set; }

    /// <summary><c>pins</c> and <c>sensors</c>: the device restarts to use them.</summary>
    public BoardSettings Board { get; } = new BoardSettings();

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("version", Version);
        WriteSettings(json, 0, SettingCatalogue.Count);
        json.Write("ca_pem", CaPem);
        Board.WriteMembers(json);
        json.EndObject();
    }

    /// <summary>Reads a message; <see langword="null"/> where it is none. Ranges are for the receiver to check.</summary>
    public static DesiredState? Parse(byte[] payload)
    {
        JsonReader json = new JsonReader(payload, payload.Length);
        DesiredState state = new DesiredState();
        json.BeginObject();
        while (json.NextMember())
        {
            state.ReadMember(json);
        }

        return json.AtEnd() ? state : null;
    }

    private void ReadMember(JsonReader json)
    {
        switch (json.Name)
        {
            case "version": Version = json.ReadLong(); break;
            case "ca_pem": CaPem = json.ReadString(); break;
            case "pins": Board.ReadPins(json); break;
            case "sensors": Board.ReadSensors(json); break;
            default:
                if (!ReadSetting(json))
                {
                    json.Skip();
                }

                break;
        }
    }
}
