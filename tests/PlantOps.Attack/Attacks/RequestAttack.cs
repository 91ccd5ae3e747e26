using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Attack.Fuzzing;

namespace PlantOps.Attack.Attacks;

/// <summary>Requests that are nearly right to every documented operation, with an owner's token.</summary>
internal sealed class RequestAttack : IAttack
{
    private const int AtOnce = 8;

    public string Name => "requests";

    public async Task RunAsync(Assault assault)
    {
        var target = assault.Target;
        assault.Tally.MustReach("operations", "answered 2xx", "answered 4xx");
        var document = await target.Owner.GetFromJsonAsync<JsonElement>("/openapi/v1.json", target.Over);
        var device = await target.EnrolAsync("requests");
        var plant = await CreateAsync(assault, "/api/v1/plants", new Dictionary<string, string> { ["name"] = "Fern" });
        string[] ids = [device.DeviceId, plant, "monstera-deliciosa", "none"];
        var count = assault.Pick(1_300, 40_000);
        await assault.ShareAsync(AtOnce, async (share, random) =>
        {
            var fuzz = new RequestFuzz(document, ids, random);
            if (share == 0) assault.Tally.Reached("operations", fuzz.Operations);
            for (var i = share; i < count; i += AtOnce)
            {
                assault.Tally.Tried();
                var (request, described) = fuzz.Next(i);
                using (request)
                {
                    using var response = await assault.SendAsync(target.Owner, request, described);
                    if (response is not null) assault.Tally.Reached($"answered {(int)response.StatusCode / 100}xx");
                }
            }
        });
    }

    private static async Task<string> CreateAsync(Assault assault, string path, Dictionary<string, string> content)
    {
        using var response = await assault.Target.Owner.PostAsJsonAsync(path, content, assault.Target.Over);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(assault.Target.Over);
        return body.TryGetProperty("id", out var id) ? id.GetString()!
            : throw new InvalidOperationException($"POST {path}: {body}");
    }
}
