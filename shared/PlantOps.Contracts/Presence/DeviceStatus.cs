using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Presence;

/// <summary>
/// Whether a device is there, retained on <c>devices/{id}/status</c>: <c>{"state":"online"}</c>. The last will says offline.
/// A device that goes to sleep on purpose says when it is back, at the latest: <c>{"state":"offline","back_in_s":3660}</c>.
/// </summary>
public static class DeviceStatus
{
    /// <summary>The device is connected.</summary>
    public const string Online = "online";

    /// <summary>The device is not connected.</summary>
    public const string Offline = "offline";

    /// <summary>Writes the message.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="state"><see cref="Online"/> or <see cref="Offline"/>.</param>
    /// <param name="backInS"><c>back_in_s</c>: seconds until the device connects again by itself, at the latest; 0 where nobody
    /// knows, and then not written.</param>
    public static void Write(JsonWriter json, string state, int backInS)
    {
        json.BeginObject();
        json.Write("state", state);
        if (backInS > 0)
        {
            json.Write("back_in_s", backInS);
        }

        json.EndObject();
    }

    /// <summary>The state in a message; <see langword="null"/> where it is none of the two.</summary>
    /// <param name="payload">The message.</param>
    /// <param name="backInS"><c>back_in_s</c>; 0 where it is not there.</param>
    public static string? Parse(byte[] payload, out int backInS)
    {
        backInS = 0;
        JsonReader json = new JsonReader(payload, payload.Length);
        string? state = null;
        json.BeginObject();
        while (json.NextMember())
        {
            if (json.Name == "state")
            {
                state = json.ReadString();
            }
            else if (json.Name == "back_in_s")
            {
                long seconds = json.ReadLong();
                backInS = seconds > 0 && seconds <= int.MaxValue ? (int)seconds : 0;
            }
            else
            {
                json.Skip();
            }
        }

        return json.AtEnd() && (state == Online || state == Offline) ? state : null;
    }
}
