using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Archive;

/// <summary>A whole gateway whose readings come from archives and go to archives.</summary>
internal sealed class ArchiveGateway : IAsyncDisposable
{
    private readonly StringWriter _said = new();
    private readonly string _files = Directory.CreateTempSubdirectory("plantops-archive-").FullName;

    private ArchiveGateway(GatewayHost host) => Host = host;

    public GatewayHost Host { get; }

    public DeviceRegistry Devices => Host.Services.GetRequiredService<DeviceRegistry>();

    /// <summary>What imports said of what was wrong.</summary>
    public string Said => _said.ToString();

    public ImportSummary? Summary { get; private set; }

    public static async Task<ArchiveGateway> StartedAsync(Action<IServiceCollection>? substitute = null) =>
        new(await GatewayHost.StartedAsync(substitute: substitute));

    public Task StoreAsync(ArchiveDevice device, params Reading[] readings) => StoreAsync(device, 1, readings);

    public async Task StoreAsync(ArchiveDevice device, int soilChannel, params Reading[] readings)
    {
        var number = StreamId.Of(Devices.Keep(device.Id, device.Name, device.HardwareId).Number, soilChannel);
        await Host.Services.GetRequiredService<ReadingImport>()
            .StoreAsync([new DeviceReadings(number, readings)], TestContext.Current.CancellationToken);
    }

    public List<Reading> Stored(string id, int soilChannel = 1)
    {
        var readings = new List<Reading>();
        Host.Services.GetRequiredService<IReadingStore>()
            .Read(StreamId.Of(Devices.Find(id)!.Number, soilChannel), long.MinValue, long.MaxValue, int.MaxValue, readings);
        return readings;
    }

    public async Task<byte[]> ExportAsync(string query)
    {
        using var client = Host.SignedIn();
        return await client.GetByteArrayAsync($"/api/v1/export?{query}", TestContext.Current.CancellationToken);
    }

    public Task<bool> ImportAsync(string file, params string[] options) =>
        ImportAsync(System.Text.Encoding.UTF8.GetBytes(file), ArchiveFormat.Csv, options);

    public Task<bool> ImportAsync(byte[] file, ArchiveFormat format, params string[] options)
    {
        var map = options.Where(option => option.Contains('=', StringComparison.Ordinal)).ToList();
        var text = new ImportText { Format = ArchiveFormats.Name(format), Map = map };
        return ImportAsync(file, text, [.. options.Except(map)]);
    }

    public Task<bool> ImportAsync(string file, ImportText text, params string[] steps) =>
        ImportAsync(System.Text.Encoding.UTF8.GetBytes(file), text, steps);

    public async Task<bool> ImportAsync(byte[] file, ImportText text, params string[] steps)
    {
        var path = Path.Combine(_files, $"{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        using var gateway = new LocalGateway(Host.DataDirectory);
        var options = ImportOptions.Parse(text, out var errors);
        Assert.Empty(errors);
        var run = new ImportRun(gateway, [path], options, new ProgressLine(_said, false, TimeProvider.System), _said);
        var done = await run.RunAsync(
            new ImportSteps(steps.Contains("create-devices"), steps.Contains("skip-bad"), steps.Contains("dry-run")),
            TestContext.Current.CancellationToken);
        Summary = run.Summary;
        return done;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }
}
