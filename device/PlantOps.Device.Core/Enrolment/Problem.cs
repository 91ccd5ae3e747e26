using PlantOps.Contracts.Json;

namespace PlantOps.Device.Core.Enrolment;

/// <summary>Reads a problem details answer (RFC 9457).</summary>
internal static class Problem
{
    /// <summary>Its <c>code</c>, one of <see cref="Contracts.ErrorCodes"/>; empty where there is none.</summary>
    public static string CodeOf(byte[] body)
    {
        JsonReader json = new JsonReader(body, body.Length);
        string code = string.Empty;
        json.BeginObject();
        while (json.NextMember())
        {
            if (json.Name == "code")
            {
                code = json.ReadString() ?? string.Empty;
            }
            else
            {
                json.Skip();
            }
        }

        return json.AtEnd() ? code : string.Empty;
    }
}
