using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlantOps.Gateway.Assistants.Mcp;

/// <summary>Where a gateway is.</summary>
/// <param name="Program">How this program is started: its file, and what comes before a verb.</param>
/// <param name="Directory">Its data directory.</param>
/// <param name="Address">Of <c>/mcp</c>.</param>
internal sealed record McpPlace(IReadOnlyList<string> Program, string Directory, string Address);

/// <summary>What a client needs.</summary>
/// <param name="Client">Its name.</param>
/// <param name="Where">Where it is to be put, as <c> into FILE</c>.</param>
/// <param name="Here">On this machine, over standard input and output.</param>
/// <param name="Remote">Over the network.</param>
/// <param name="Ca">Fetches the CA.</param>
internal sealed record McpClientSetup(string Client, string Where, string Here, string Remote, string Ca);

/// <summary>
/// How other people's programs are told of an MCP server, each in its own form. Their documentation says the same, or more.
/// </summary>
internal static class McpClients
{
    private const string Token = "po_…";
    private const string CaFile = "plantops-ca.crt";

    private static readonly Dictionary<string, Func<McpPlace, (string Where, string Here, string Remote)>> All = new()
    {
        ["claude-code"] = place => (
            string.Empty,
            $"claude mcp add plantops -- {Line(place)}",
            $"NODE_EXTRA_CA_CERTS=~/{CaFile} claude mcp add --transport http plantops {place.Address} " +
            $"--header \"Authorization: Bearer {Token}\"\n" +
            $"Claude Code itself needs that variable, too, whenever it runs: export NODE_EXTRA_CA_CERTS=~/{CaFile}"),
        ["claude-desktop"] = place => (
            " into claude_desktop_config.json (Settings, Developer)",
            Json("mcpServers", Started(place, null)),
            "It takes no token for servers on the network: use the program on this machine, over ssh from another one, " +
            "or mcp-remote."),
        ["vscode"] = place => (
            " into .vscode/mcp.json",
            Json("servers", Started(place, "stdio")),
            $"{Json("servers", Remote(place, "http", "headers"))}\n" +
            $"VS Code trusts what the system trusts: install the CA there, or start it with NODE_EXTRA_CA_CERTS=~/{CaFile}"),
        ["cursor"] = place => (
            " into ~/.cursor/mcp.json",
            Json("mcpServers", Started(place, null)),
            $"{Json("mcpServers", Remote(place, null, "headers"))}\nStart Cursor with NODE_EXTRA_CA_CERTS=~/{CaFile}"),
        ["inspector"] = place => (
            string.Empty,
            $"npx @modelcontextprotocol/inspector --cli {Line(place)} --method tools/list",
            $"NODE_EXTRA_CA_CERTS=~/{CaFile} npx @modelcontextprotocol/inspector --cli {place.Address} --transport http " +
            $"--header \"Authorization: Bearer {Token}\" --method tools/list\n" +
            "Without the header it tries to sign in by OAuth, which is not there."),
        ["librechat"] = place => (
            " into librechat.yaml",
            Yaml(place),
            $"mcpServers:\n  plantops:\n    type: streamable-http\n    url: {place.Address}\n" +
            $"    headers:\n      Authorization: \"Bearer {Token}\"\n" +
            $"Its container needs the CA: NODE_EXTRA_CA_CERTS=/app/{CaFile}. At home it needs mcpSettings.allowedDomains."),
        ["other"] = place => (
            " into the client's list of servers",
            Json("mcpServers", Started(place, null)),
            Json("mcpServers", Remote(place, "http", "headers"))),
    };

    public static IReadOnlyList<string> Names { get; } = [.. All.Keys];

    public static McpClientSetup Of(string client, McpPlace place)
    {
        var (where, here, remote) = All[client](place);
        var ca = Path.Combine(place.Directory, "certs", "ca.crt");
        return new McpClientSetup(client, where, here, remote, $"scp {ca} OTHER_MACHINE:{CaFile}");
    }

    private static string[] Words(McpPlace place) => [.. place.Program, "mcp", "--DataDirectory", place.Directory];

    private static string Line(McpPlace place) => string.Join(
        ' ', Words(place).Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));

    private static string Started(McpPlace place, string? type)
    {
        var words = Words(place);
        var kind = type is null ? string.Empty : $"\"type\": {Text(type)}, ";
        return $"{{ {kind}\"command\": {Text(words[0])}, \"args\": [{string.Join(", ", words.Skip(1).Select(Text))}] }}";
    }

    private static string Remote(McpPlace place, string? type, string headers)
    {
        var kind = type is null ? string.Empty : $"\"type\": {Text(type)}, ";
        return $"{{ {kind}\"url\": {Text(place.Address)}, \"{headers}\": {{ \"Authorization\": \"Bearer {Token}\" }} }}";
    }

    private static string Json(string servers, string server) => $"{{\n  \"{servers}\": {{\n    \"plantops\": {server}\n  }}\n}}";

    private static string Yaml(McpPlace place)
    {
        var words = Words(place);
        var arguments = string.Join(", ", words.Skip(1).Select(Text));
        return $"mcpServers:\n  plantops:\n    type: stdio\n    command: {Text(words[0])}\n    args: [{arguments}]";
    }

    private static string Text(string word) => $"\"{JsonEncodedText.Encode(word, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
