using YamlDotNet.RepresentationModel;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>What a file for Compose says, with what it takes over from elsewhere in it.</summary>
internal static class ComposeFile
{
    private const string Merge = "<<";

    public static Dictionary<string, YamlMappingNode> Services(string file) => Section(file, "services")
        .ToDictionary(entry => entry.Key, entry => (YamlMappingNode)entry.Value);

    public static Dictionary<string, YamlNode> Section(string file, string name)
    {
        using var text = new StreamReader(Path.Combine(Repository.Root, file));
        var yaml = new YamlStream();
        yaml.Load(text);
        var section = (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode).Children[name];
        return section.Children.ToDictionary(entry => entry.Key.ToString(), entry => Merged(entry.Value));
    }

    public static string Text(YamlMappingNode node, params string[] path) => Find(node, path).ToString();

    public static List<string> List(YamlMappingNode node, params string[] path) =>
        [.. ((YamlSequenceNode)Find(node, path)).Select(entry => entry.ToString())];

    public static IEnumerable<(string Name, string Value)> Map(YamlMappingNode node, params string[] path) =>
        ((YamlMappingNode)Find(node, path)).Select(entry => (entry.Key.ToString(), entry.Value.ToString()));

    public static YamlNode Find(YamlNode node, params string[] path) =>
        path.Aggregate(node, (parent, name) => ((YamlMappingNode)parent).Children[name]);

    private static YamlNode Merged(YamlNode node)
    {
        if (node is not YamlMappingNode map || !map.Children.TryGetValue(Merge, out var from)) return node;
        var all = new YamlMappingNode();
        foreach (var (key, value) in ((YamlMappingNode)Merged(from)).Children) all.Children[key] = value;
        foreach (var (key, value) in map.Children.Where(entry => entry.Key.ToString() != Merge)) all.Children[key] = value;
        return all;
    }
}
