using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>A gateway with readings in it, which tests read and do not change.</summary>
public sealed class FilledGateway : IAsyncLifetime
{
    public const int Readings = 120_000;

    private GatewayProcess _process = null!;

    internal string DataDirectory => _process.DataDirectory;

    public async ValueTask InitializeAsync()
    {
        using var folder = new Folder();
        _process = await GatewayProcess.StartedAsync();
        await SucceedAsync("import", folder.WriteHistory("history.csv", "plant-fern", Readings), "--create-devices");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    internal Task<Finished> CommandAsync(params string[] arguments) => _process.CommandAsync(arguments);

    internal async Task<Finished> SucceedAsync(params string[] arguments)
    {
        var ended = await CommandAsync(arguments);
        Assert.True(ended.ExitCode == 0, ended.Error + ended.Output);
        return ended;
    }
}
