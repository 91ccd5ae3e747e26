using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Attack.Targets;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// The machine's clock jumps back and far ahead while devices are connected and strangers wait for their next guess.
/// </summary>
internal sealed class ClockAttack : IAttack
{
    private const int MostWait = 15 * 60;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private static readonly string[] FewTimes = ["-2d", "@1970-01-02 00:00:00", "@2200-01-01 00:00:00", "+0"];

    private static readonly string[] ManyTimes =
    [
        "-2d", "+0", "+1h", "+400d", "+0", "@1970-01-02 00:00:00", "@2019-06-01 00:00:00", "@2038-01-19 03:14:08",
        "@2106-02-07 06:28:16",
        "@2200-01-01 00:00:00", "-1h", "+0",
    ];

    public string Name => "clock";

    public string? Missing => WrappedProgram.FakeTimeLibrary is null ? "libfaketime is missing (Debian: faketime)" : null;

    public Task<TargetOptions> PrepareAsync() => Task.FromResult(new TargetOptions { HasMovableClock = true });

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("jumps seen by the gateway", "guesses refused for a time");
        var witness = assault.Target.Witness;

        // A gateway in 1970 refuses devices, and says so: time that passes there is not counted.
        witness.BeginExemption();
        await GuessAsync(assault, "+0", 10);
        foreach (var time in assault.Pick(FewTimes, [.. ManyTimes, .. ManyTimes]))
        {
            assault.Tally.Tried();
            assault.Target.MoveClock(time);
            using var timer = new PeriodicTimer(Settling);
            await timer.WaitForNextTickAsync(assault.Target.Over);
            await SeeJumpAsync(assault, time);
            await GuessAsync(assault, time, 1);
        }

        if (!await witness.IsServedAsync(TimeSpan.FromSeconds(60)))
        {
            assault.Tally.Hung("the witness is not acknowledged after the clock is right again");
        }
        witness.EndExemption();
        await LastSeenAsync(assault);
    }

    /// <summary>Wrong codes until they are turned away, and how long for.</summary>
    private static async Task GuessAsync(Assault assault, string time, int most)
    {
        for (var i = 0; i < most; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/devices/register");
            request.Content = JsonContent.Create(
                new Dictionary<string, string> { ["code"] = "00000-00000-00000-0000" + i, ["hardware_id"] = "x" });
            using var response = await assault.SendAsync(assault.Target.Stranger, request, "POST /api/devices/register");
            if (response?.StatusCode != HttpStatusCode.TooManyRequests) continue;
            assault.Tally.Reached("guesses refused for a time");
            var wait = response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0;
            if (wait > MostWait)
            {
                assault.Tally.Failed("a jump of the clock locks strangers out for longer than 15 minutes",
                    $"Retry-After {wait:N0} s at {time}");
            }
            return;
        }
    }

    private static async Task SeeJumpAsync(Assault assault, string time)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/time");
        using var response = await assault.SendAsync(assault.Target.Stranger, request, "GET /api/time");
        if (response?.StatusCode != HttpStatusCode.OK)
        {
            assault.Tally.Failed("the clock is not told", $"{response?.StatusCode} at {time}");
            return;
        }

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(assault.Target.Over);
        var told = DateTimeOffset.FromUnixTimeMilliseconds(answer.GetProperty("server_time").GetInt64());
        var apart = told - TimeProvider.System.GetUtcNow();
        if (time == "+0" ? apart.Duration() < TimeSpan.FromMinutes(1) : apart.Duration() > TimeSpan.FromMinutes(50))
        {
            assault.Tally.Reached("jumps seen by the gateway");
        }
        else assault.Tally.Failed("the clock did not jump", string.Create(CultureInfo.InvariantCulture, $"{apart} at {time}"));
    }

    private static async Task LastSeenAsync(Assault assault)
    {
        var path = $"/api/v1/devices/{assault.Target.Witness.DeviceId}";
        var device = await assault.Target.Owner.GetFromJsonAsync<JsonElement>(path, assault.Target.Over);
        if (!device.TryGetProperty("last_seen", out var seen) || seen.ValueKind != JsonValueKind.Number) return;
        var ahead = DateTimeOffset.FromUnixTimeMilliseconds(seen.GetInt64()) - TimeProvider.System.GetUtcNow();
        if (ahead > TimeSpan.FromMinutes(1))
        {
            assault.Tally.Failed("a device was last seen in the future", $"{ahead.TotalDays:N0} days ahead");
        }
    }
}
