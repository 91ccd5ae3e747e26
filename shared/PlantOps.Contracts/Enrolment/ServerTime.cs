using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Enrolment;

/// <summary>Body of <c>GET /api/time</c>: <c>{"time":1760000000000}</c>, Unix ms UTC.</summary>
public static class ServerTime
{
    /// <summary>The time in an answer; 0 where it is none, or one from before the contract existed.</summary>
    public static long Parse(byte[] body)
    {
        JsonReader json = new JsonReader(body, body.Length);
        long time = 0;
        json.BeginObject();
        while (json.NextMember())
        {
            if (json.Name == "time")
            {
                time = json.ReadLong();
            }
            else
            {
                json.Skip();
            }
        }

        return json.AtEnd() && time >= Limits.EarliestTime ? time : 0;
    }
}
