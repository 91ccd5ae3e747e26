using PlantOps.Attack.Fuzzing;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// Files to import that are nearly right: CSV and Parquet of the gateway's own, spoiled, and some that are made to be long.
/// </summary>
internal sealed class ImportAttack : IAttack
{
    private const int AtOnce = 2;
    private const int MostErrorBytes = 256 * 1024;

    private const string Header = "device_id,time,temperature\r\n";

    public string Name => "imports";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("stored something", "refused");
        var device = new NumberedDevice(assault, await assault.Target.EnrolAsync("imports"));
        await device.PublishAsync(assault.Pick(200, 1_000));
        using var files = new FileFolder();
        foreach (var format in (string[])["csv", "parquet"])
        {
            var right = await ExportAsync(assault, files.PathOf($"right.{format}"), device.DeviceId);
            var count = assault.Pick(15, 1_100);
            await assault.ShareAsync(AtOnce, async (share, random) =>
            {
                for (var i = share; i < count; i += AtOnce)
                {
                    var file = files.PathOf($"{share}.{format}");
                    var bytes = i == share ? right : random.Next(15) == 0 ? Mutation.Noise(random, 5_000)
                        : Mutation.Of(right, random);
                    await File.WriteAllBytesAsync(file, bytes);
                    string[] more = random.Next(2) == 0 ? ["--skip-bad", "--create-devices"] : [];
                    await ImportAsync(assault, file, bytes, more);
                }
            });
        }

        await ImportLongAsync(assault, files.PathOf("long.csv"));
    }

    private static async Task<byte[]> ExportAsync(Assault assault, string file, string device)
    {
        var finished = await assault.Target.Gateway.CommandAsync("export", "--device", device, "--output", file);
        if (finished.ExitCode != 0) throw new InvalidOperationException(finished.Error + finished.Output);
        return await File.ReadAllBytesAsync(file);
    }

    private static async Task ImportAsync(Assault assault, string file, byte[] bytes, params string[] more)
    {
        assault.Tally.Tried();
        try
        {
            var finished = await assault.Target.Gateway.CommandAsync(["import", file, .. more]);
            if (finished.ExitCode is not 0 and not 1)
            {
                assault.Tally.Crashed($"plantops import ended with {finished.ExitCode}: {Start(finished.Error)}");
            }
            if (finished.Error.Contains("Unhandled exception", StringComparison.Ordinal))
            {
                assault.Tally.Crashed($"plantops import: {Start(finished.Error)}");
            }
            if (finished.Error.Contains("No gateway is running", StringComparison.Ordinal))
            {
                assault.Tally.Failed("it says that no gateway is running", "", bytes);
            }
            var said = finished.Error.Length + finished.Output.Length;
            if (said > MostErrorBytes) assault.Tally.Failed($"more than {MostErrorBytes:N0} bytes of errors", $"{said:N0} bytes");
            assault.Tally.Reached(finished.ExitCode == 0 ? "stored something" : "refused");
        }
        catch (OperationCanceledException)
        {
            assault.Tally.Hung("an import does not end", bytes);
        }
    }

    private static async Task ImportLongAsync(Assault assault, string file)
    {
        var rows = assault.Pick(20_000, 1_000_000);
        await File.WriteAllTextAsync(file, Header + string.Concat(Enumerable.Repeat("x,yesterday,warm\r\n", rows)));
        await ImportAsync(assault, file, "bad rows"u8.ToArray());
        await File.WriteAllTextAsync(file, Header + "\"" + string.Concat(Enumerable.Repeat("x,1760000000000,21\r\n", rows)));
        await ImportAsync(assault, file, "an open quote"u8.ToArray(), "--skip-bad");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0,
            rows).Select(i => $"d-{i},1760000000000,21").Prepend(Header.TrimEnd()));
        await ImportAsync(assault, file, "unknown devices"u8.ToArray());
    }

    private static string Start(string text) => text.Length > 400 ? text[..400] : text;

    /// <summary>Where the files lie.</summary>
    private sealed class FileFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plantops-import-");

        public string PathOf(string name) => Path.Combine(_folder.FullName, name);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
