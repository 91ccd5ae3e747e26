using System.Text.Json;
using PlantOps.Gateway.Assistants.Mcp;

namespace PlantOps.Gateway.Tests.Assistants;

public sealed class McpClientsTests
{
    private static readonly McpPlace Place = new(
        ["/usr/bin/dotnet", "/opt/plant ops/plantops.dll"], "/var/lib/plantops", "https://192.0.2.7:8443/mcp");

    public static TheoryData<string> Clients => [.. McpClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public void Of_EveryClient_NamesProgramAddressAndCa(string client)
    {
        var setup = McpClients.Of(client, Place);

        Assert.Contains("/opt/plant ops/plantops.dll", setup.Here, StringComparison.Ordinal);
        Assert.Contains("--DataDirectory", setup.Here, StringComparison.Ordinal);
        Assert.Contains("/var/lib/plantops/certs/ca.crt", setup.Ca, StringComparison.Ordinal);
        if (client != "claude-desktop") Assert.Contains(Place.Address, setup.Remote, StringComparison.Ordinal);
        if (client != "claude-desktop") Assert.Contains("Bearer po_…", setup.Remote, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude-desktop", "mcpServers")]
    [InlineData("vscode", "servers")]
    [InlineData("cursor", "mcpServers")]
    [InlineData("other", "mcpServers")]
    public void Of_ClientsWithAFile_IsTheJsonThatStartsThisProgram(string client, string servers)
    {
        var server = JsonElement.Parse(McpClients.Of(client, Place).Here).GetProperty(servers).GetProperty("plantops");

        Assert.Equal("/usr/bin/dotnet", server.GetProperty("command").GetString());
        Assert.Equal(
            ["/opt/plant ops/plantops.dll", "mcp", "--DataDirectory", "/var/lib/plantops"],
            server.GetProperty("args").EnumerateArray().Select(word => word.GetString()!));
    }
}
