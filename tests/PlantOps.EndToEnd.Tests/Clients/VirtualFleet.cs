using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Archives;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>
/// Virtual devices with their flash, which count what they take: that, and nothing else, is to be in the store in the end.
/// </summary>
/// <param name="gateway">Lets them in.</param>
/// <param name="devices">How many.</param>
/// <param name="speed">How many seconds of their time pass in one.</param>
/// <param name="at">Where they find the gateway, if not directly.</param>
internal sealed partial class VirtualFleet(GatewayProcess gateway, int devices, int speed, Uri? at = null) : IDisposable
{
    /// <summary>More that register at once are too many for one address.</summary>
    public const int MaxDevices = 36;

    private const int Drains = 8;

    private readonly DirectoryInfo _flash = Directory.CreateTempSubdirectory("plantops-flash-");

    /// <summary>How far from now their time begins, in each run: a fast clock must not run into the future.</summary>
    public string Begins { get; init; } = "-3d";

    /// <summary>What their names begin with, and no other devices' do.</summary>
    public string Named { get; init; } = "Plant ";

    /// <summary>Readings that were taken until now, in runs that have ended.</summary>
    public int Taken { get; private set; }

    public async Task EnrolAsync()
    {
        List<string> codes = [];
        using var local = gateway.CreateLocal();
        for (var i = 1; i <= devices; i++) codes.Add(await Credentials.CodeAsync(local, $"{Named}{i}"));
        var ran = await Finished.RunAsync(
            Repository.VirtualDevice,
            [.. Arguments("1s"), "--gateway", $"{at ?? gateway.Https}", "--code", string.Join(',', codes)]);
        Assert.True(ran.ExitCode == 0, ran.Output + ran.Error);
        Count(ran);
    }

    /// <summary>Has them measure and publish; a second of the devices' time is a part of one.</summary>
    public Running Start(TimeSpan duration) => new(Repository.VirtualDevice, Arguments($"{duration.TotalSeconds * speed}s"));

    /// <summary>A run has ended.</summary>
    public void Count(Finished ran)
    {
        Assert.True(TakenText().IsMatch(ran.Output), ran.Output + ran.Error);
        Taken += int.Parse(TakenText().Match(ran.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Has what is on their flash sent, for as long as a busy machine needs.</summary>
    public async Task DrainAsync()
    {
        for (var run = 1; ; run++)
        {
            var ran = await Finished.RunAsync(Repository.VirtualDevice, Arguments($"{4 * speed}s"));
            Count(ran);
            if (ran.Output.Contains("buffered 0, lost 0", StringComparison.Ordinal)) return;
            Assert.True(run < Drains, ran.Output);
        }
    }

    /// <summary>What they took is there, each reading once.</summary>
    public async Task VerifyAsync(GatewayApi api)
    {
        var ids = (await api.GetAsync("/api/v1/devices")).EnumerateArray()
            .Where(device => device.GetProperty("name").GetString()!.StartsWith(Named, StringComparison.Ordinal))
            .Select(device => device.GetProperty("id").GetString()!)
            .ToList();
        Assert.Equal(devices, ids.Count);
        var stored = 0;
        foreach (var id in ids)
        {
            var readings = await api.IdentitiesAsync(id);
            Assert.All(readings, reading => Assert.Equal(1, reading.Value));
            stored += readings.Count;
        }

        Assert.Equal(Taken, stored);
    }

    public void Dispose() => _flash.Delete(recursive: true);

    private string[] Arguments(string duration) =>
    [
        "--count", $"{devices}", "--data", _flash.FullName, "--speed", $"{speed}", $"--start={Begins}", "--interval", "5",
        "--duration", duration, ];

    [GeneratedRegex(@"taken (\d+),")]
    private static partial Regex TakenText();
}
