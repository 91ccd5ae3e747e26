using System.Net;
using System.Net.Http.Json;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// Many guess enrolment codes while the owner's device has the right one: none is let in but that, and that at once.
/// </summary>
internal sealed class CodeAttack : IAttack
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int AtOnce = 8;

    // Nobody who types a code a second time knows that it would have worked.
    private static readonly TimeSpan AtOnceEnough = TimeSpan.FromSeconds(10);

    public string Name => "codes";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("guesses refused", "right codes shown");
        var count = assault.Pick(200, 4_000);
        for (var round = 0; round < 2; round++)
        {
            await assault.ShareAsync(AtOnce, (share, random) => GuessAsync(assault, count / AtOnce / 2, random));
            await ShowRightCodeAsync(assault, round);
        }
    }

    private static async Task GuessAsync(Assault assault, int count, Random random)
    {
        for (var i = 0; i < count; i++)
        {
            assault.Tally.Tried();
            var code = string.Concat(Enumerable.Range(0, 20).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var status = await RegisterAsync(assault, code, $"guess-{random.Next()}");
            if (status is HttpStatusCode.Created) assault.Tally.Failed("a guessed code was accepted", code);
            else if ((int)status is >= 400 and < 500) assault.Tally.Reached("guesses refused");
        }
    }

    private static async Task ShowRightCodeAsync(Assault assault, int round)
    {
        var code = await assault.Target.Gateway.AddDeviceAsync($"Right {round}");
        var start = TimeProvider.System.GetTimestamp();
        var status = await RegisterAsync(assault, code, $"right-{round}");
        var took = TimeProvider.System.GetElapsedTime(start);
        assault.Tally.Reached("right codes shown");
        if (status != HttpStatusCode.Created)
        {
            assault.Tally.Failed("the right code is refused where others guess", $"{(int)status}");
        }
        else if (took > AtOnceEnough)
        {
            assault.Tally.Failed("the right code waits where others guess", $"{took.TotalSeconds:N1} s");
        }
    }

    private static async Task<HttpStatusCode> RegisterAsync(Assault assault, string code, string hardwareId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/devices/register");
        request.Content = JsonContent.Create(new Dictionary<string, string> { ["code"] = code, ["hardware_id"] = hardwareId });
        using var response = await assault.SendAsync(assault.Target.Stranger, request, "POST /api/devices/register " + code);
        return response?.StatusCode ?? 0;
    }
}
