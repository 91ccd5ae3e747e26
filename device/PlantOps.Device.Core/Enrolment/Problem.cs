using PlantOps.Contracts.Json;

namespace PlantOps.Device.Core.Enrolment;

/// <summary>Reads a problem details answer (RFC 9457).</summary>
internal static class Problem
{
    /// <summary>Its <c>code</c>, one of <see cref="Contracts.ErrorCodes"/>; empty where there is none.</summary>
    public static string CodeOf(byte[] body) => TextOf(body, "code");

    /// <summary>Its <c>detail</c>, for people; empty where there is none.</summary>
    public static string DetailOf(byte[] body) => TextOf(body, "detail");

    private static string TextOf(byte[] body, string member)
    {
        JsonReader json = new JsonReader(body, body.Length);
        string text = string.Empty;
        json.BeginObject();
        while (json.NextMember())
        {
            if (json.Name == member)
            {
                text = json.ReadString() ?? string.Empty;
            }
            else
            {
                json.Skip();
            }
        }

        return json.AtEnd() ? text : string.Empty;
    }
}
