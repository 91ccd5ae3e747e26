using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>Many devices with the device's own code, in a process; each keeps its readings until it is told that they are stored.</summary>
internal sealed partial class VirtualDevices : IDisposable
{
    private readonly string _flash = Directory.CreateTempSubdirectory("plantops-flash-").FullName;
    private readonly int _count;
    private long _taken;

    public VirtualDevices(int count) => _count = count;

    /// <summary>Readings that they took, since they are there.</summary>
    public long Taken => _taken;

    /// <summary>Enrols them and lets them measure for a time.</summary>
    public async Task<Finished> EnrolAsync(ThreeGateways gateways, TimeSpan duration, int interval)
    {
        var codes = new List<string>();
        for (var i = 0; i < _count; i++)
        {
            var made = await gateways.Api.PostAsync("/api/v1/enrolments", new { name = string.Create(CultureInfo.InvariantCulture, $"Plant {i + 1}") });
            codes.Add(made.GetProperty("code").GetString()!);
        }

        return await RunAsync(duration, interval, "--gateway", gateways.Https.ToString().TrimEnd('/'), "--code", string.Join(',', codes));
    }

    /// <summary>Lets them measure for a time, and then send what they still have.</summary>
    public async Task<Finished> RunAsync(TimeSpan duration, int interval, params string[] more)
    {
        var ran = await Finished.RunAsync(
            Repository.VirtualDevice,
            [
                "--data", _flash, "--count", $"{_count}", "--duration", Text(duration), "--interval", $"{interval}", .. more,
            ]);
        var taken = TakenText().Match(ran.Output);
        Assert.True(ran.ExitCode == 0 && taken.Success, ran.Output + ran.Error);
        _taken += long.Parse(taken.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return ran;
    }

    public void Dispose() => Directory.Delete(_flash, recursive: true);

    private static string Text(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalSeconds}s");

    [GeneratedRegex(@"taken (\d+),")]
    private static partial Regex TakenText();
}
