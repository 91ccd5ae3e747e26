using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access;

public sealed class TokenRegistryTests
{
    [Fact]
    public async Task Create_AToken_IsKnownAfterARestartAndNowhereInTheFiles()
    {
        using var directory = new TemporaryDirectory();
        string text;
        await using (var first = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            text = Registry(first).Create("laptop", TokenRole.DeviceManager);
            Assert.NotNull(Registry(first).Authenticate(text));
        }

        await using (var second = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            var token = Registry(second).Authenticate(text);
            Assert.Equal(("laptop", TokenRole.DeviceManager), (token?.Name, token?.Role));
            Assert.Null(Registry(second).Authenticate(text[..^1]));
        }

        var secret = System.Text.Encoding.ASCII.GetBytes(text);
        foreach (var file in Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(
                -1, (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(secret));
        }
    }

    [Fact]
    public async Task LastUsed_AfterARestart_IsKnown()
    {
        using var directory = new TemporaryDirectory();
        long? used;
        await using (var first = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            var token = Registry(first).Authenticate(Registry(first).Create("laptop", TokenRole.Viewer))!;
            used = Registry(first).LastUsed(token);
        }

        await using var second = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        Assert.NotNull(used);
        Assert.Equal(used, Registry(second).LastUsed(Assert.Single(Registry(second).All)));
    }

    private static TokenRegistry Registry(GatewayHost gateway) => gateway.Services.GetRequiredService<TokenRegistry>();
}
