using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Access.Walls;

namespace PlantOps.Gateway.Access;

/// <summary>Tokens, sessions and audit entries as the API's description shows them.</summary>
internal static class AccessExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(NewTokenRequest)] = """{"name":"Wall tablet","role":"viewer"}""",
        [typeof(NewToken)] = """{"id":"9f3c61d07ab24e58","name":"Wall tablet","role":"viewer","token":"po_…"}""",
        [typeof(TokenView)] =
            """{"id":"9f3c61d07ab24e58","name":"Wall tablet","role":"viewer","created_at":1774944000000,"last_used":1777622400000}""",
        [typeof(SessionView)] =
            """{"id":"5be21f0c94d7a630","person":"Ben","role":"waters","browser":"Safari on iPhone","created_at":1774944000000,"last_used":1777622400000}""",
        [typeof(ArrivalView)] =
            """{"code":"FERN-48","browser":"Safari on iPhone","at":1777622400000,"until":1777623000000}""",
        [typeof(ApprovalRequest)] = """{"person":"Ben","role":"waters"}""",
        [typeof(ApprovedArrival)] = """{"code":"FERN-48","browser":"Safari on iPhone","person":"Ben","role":"waters"}""",
        [typeof(NewWallRequest)] = """{"name":"Kitchen tablet","place":"Kitchen"}""",
        [typeof(NewWall)] = """{"id":"c47d10b95e2f836a","name":"Kitchen tablet","place":"Kitchen","path":"/wall/…"}""",
        [typeof(WallView)] =
            """{"id":"c47d10b95e2f836a","name":"Kitchen tablet","place":"Kitchen","created_at":1774944000000,"last_used":1777622400000}""",
        [typeof(AuditEntryView)] =
            """{"id":"01777622400000.0000173f9k","at":1777622400000,"who":"laptop","token_id":"1b70c4e2f9a8d365","what":"device.settings","target":"plant-7k2m9x4d","details":"{\"interval_s\":300}"}""",
    };
}
