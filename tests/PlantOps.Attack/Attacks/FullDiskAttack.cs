using System.Net;
using PlantOps.Attack.Targets;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// The disk fills up while readings come; the gateway is killed, stopped and started on it, and there is room again.
/// </summary>
internal sealed class FullDiskAttack : IAttack
{
    private const int Megabytes = 24;

    private SmallDisk? _disk;

    public string Name => "full-disk";

    public string? Missing => Environment.IsPrivilegedProcess ? null : "mounting a small file system takes root";

    public async Task<TargetOptions> PrepareAsync()
    {
        _disk = await SmallDisk.MountedAsync(Megabytes);
        return new TargetOptions { DataDirectory = _disk.CreateFolder("data") };
    }

    public async Task CleanUpAsync()
    {
        if (_disk is not null) await _disk.DisposeAsync();
    }

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("not ready on a full disk", "ready again", "started on a full disk");
        var rounds = assault.Pick(1, 3);
        for (var round = 0; round < rounds; round++)
        {
            assault.Tally.Tried();
            assault.Target.Witness.BeginExemption();
            await _disk!.FillAsync();
            if (await IsAnsweredAsync(assault, HttpStatusCode.ServiceUnavailable))
            {
                assault.Tally.Reached("not ready on a full disk");
            }
            await StartOnFullDiskAsync(assault, isKill: round % 2 == 0);
            _disk.Free();
            await ReviveAsync(assault);
        }
    }

    private static async Task StartOnFullDiskAsync(Assault assault, bool isKill)
    {
        await assault.Target.EndAsync(isKill);

        // It need not be ready before there is room, but it must run.
        assault.Target.Gateway.Launch();
        if (await IsAnsweredAsync(assault, HttpStatusCode.ServiceUnavailable)) assault.Tally.Reached("started on a full disk");
        else assault.Tally.Failed("it does not run on a full disk", assault.Target.Log.End(2));
    }

    private static async Task ReviveAsync(Assault assault)
    {
        if (assault.Target.Gateway.ExitCode is not null) await assault.Target.StartAgainAsync();
        if (await IsAnsweredAsync(assault, HttpStatusCode.OK))
        {
            assault.Tally.Reached("ready again");
            assault.Target.Expect();
        }
        else assault.Tally.Hung("it is not ready again where there is room");
    }

    private static async Task<bool> IsAnsweredAsync(Assault assault, HttpStatusCode status)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(assault.Target.Over);
        deadline.CancelAfter(TimeSpan.FromSeconds(40));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (assault.Target.Gateway.ExitCode is null && await beat.WaitForNextTickAsync(deadline.Token))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/api/ready");
                using var response = await assault.SendAsync(assault.Target.Stranger, request, "GET /api/ready");
                if (response?.StatusCode == status) return true;
            }
        }
        catch (OperationCanceledException) when (!assault.Target.Over.IsCancellationRequested)
        {
            // Never answered so.
        }

        return false;
    }
}
