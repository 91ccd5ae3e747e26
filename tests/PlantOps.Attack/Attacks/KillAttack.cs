using PlantOps.Attack.Fuzzing;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// SIGKILL and SIGTERM in the middle of a load of many devices; everything that was acknowledged must be there once.
/// </summary>
internal sealed class KillAttack : IAttack
{
    private const int Devices = 4;

    public string Name => "kill";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("SIGKILL", "SIGTERM", "acknowledged under load");
        var devices = new List<NumberedDevice>();
        for (var i = 0; i < Devices; i++) devices.Add(new NumberedDevice(assault, await assault.Target.EnrolAsync($"kill-{i}")));
        var rounds = assault.Pick(2, 8);
        for (var round = 0; round < rounds; round++)
        {
            assault.Tally.Tried();
            var load = devices.Select(device => Task.Run(device.PublishUntilBrokenAsync)).ToList();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(assault.Random.Next(300, 1_500)));
            await timer.WaitForNextTickAsync(assault.Target.Over);
            await assault.Target.EndAsync(isKill: round % 2 == 0);
            assault.Tally.Reached(round % 2 == 0 ? "SIGKILL" : "SIGTERM");
            await Task.WhenAll(load);
            await assault.Target.StartAgainAsync();
        }

        foreach (var device in devices) await device.VerifyAsync();
    }
}
