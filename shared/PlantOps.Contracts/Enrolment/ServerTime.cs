using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Enrolment;

/// <summary>Body of <c>GET /api/time</c>: <c>{"time":1760000000000}</c>, Unix ms UTC.</summary>
public static class ServerTime
{
    /// <summary>The time in an answer; 0 where it is none, or one that no clock should be set to.</summary>
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

        return json.AtEnd() && IsPlausible(time) ? time : 0;
    }

    /// <summary>Whether a clock can be set to a time; the platform's own refuses one that is too far away by throwing.</summary>
    public static bool IsPlausible(long time) => time >= Limits.EarliestTime && time < Limits.EndOfTime;
}
