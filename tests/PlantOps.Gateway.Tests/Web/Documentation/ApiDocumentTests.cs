using System.Text.Json;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Web.Documentation;

public sealed class ApiDocumentTests
{
    [Fact]
    public async Task ApiPage_IsWhatTheGatewayDescribes()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var https = gateway.Https();
        var description = JsonDocument.Parse(
            await https.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        var page = Path.Combine(FindRoot(), "docs", "api.md");

        var rendered = ApiDocument.Render(description.RootElement);

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(page, rendered, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), rendered);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
