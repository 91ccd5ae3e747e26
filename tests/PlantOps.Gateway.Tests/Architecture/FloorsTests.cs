namespace PlantOps.Gateway.Tests.Architecture;

/// <summary>The gateway's folders are floors of a house: each uses what lies below it. docs/architecture.md shows them.</summary>
public sealed class FloorsTests(FloorsTests.Gateway gateway) : IClassFixture<FloorsTests.Gateway>
{
    private const int MaxFilesOfACycle = 6;

    /// <summary>From the top down. A new folder gets a place here, and in docs/architecture.md.</summary>
    private static readonly string[] Floors =
    [
        "", "App",
        "Demo",
        "Dashboard",
        "Assistants",
        "Notifications",
        "Care", "Alerts",
        "VirtualPlants", "Plants",
        "Doctor", "Updates",
        "Events", "Archive", "Broker", "Backup", "Storage",
        "Devices",
        "Telemetry",
        "Fleet",
        "Certificates", "Access",
        "CommandLine", "Web", "Records", "Hosting",
    ];

    /// <summary>Who may know a library: nobody else's code changes with it.</summary>
    private static readonly (string Library, string Folder)[] Libraries =
    [
        ("LiteDB", "Storage/LiteDb/"),
        ("Npgsql", "Storage/Postgres/"),
        ("MQTTnet", "Broker/"),
        ("MQTTnet.Server", "Broker/Embedded/"),
        ("Parquet", "Archive/"),
        ("RabbitMQ.Client", "Broker/External/RabbitMq/"),
        ("MailKit", "Notifications/Sending/"),
        ("RazorSlices", "Dashboard/"),
        ("ModelContextProtocol", "Assistants/Mcp/"),
        ("Microsoft.Extensions.AI", "Assistants/"),
        ("OpenAI", "Assistants/Models/"),
        ("PlantOps.VirtualDevice", "VirtualPlants/"),
    ];

    [Fact]
    public void Folders_HaveTheirFloor()
    {
        var folders = gateway.Graph.Uses.Keys.Select(SourceGraph.FolderOf).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Floors.Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void Files_UseOnlyWhatLiesBelow()
    {
        var up =
            from file in gateway.Graph.Uses
            from used in file.Value
            where FloorOf(used) < FloorOf(file.Key)
            select $"{file.Key} uses {used}";

        Assert.Empty(up.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_FormNoLargeCycle()
    {
        var cycle = gateway.Graph.LargestCycle();

        Assert.True(cycle.Count <= MaxFilesOfACycle,
            $"These files all lead to each other: {string.Join(", ", cycle.Order(StringComparer.Ordinal))}.");
    }

    [Fact]
    public void Libraries_AreKnownInOneFolder()
    {
        var strangers =
            from library in Libraries
            from file in gateway.Graph.Uses.Keys
            where !file.StartsWith(library.Folder, StringComparison.Ordinal)
            where gateway.Graph.Imports(file)
                .Any(name => name == library.Library || name.StartsWith(library.Library + ".", StringComparison.Ordinal))
            select $"{file} imports {library.Library}";

        Assert.Empty(strangers);
    }

    private static int FloorOf(string file) => Array.IndexOf(Floors, SourceGraph.FolderOf(file));

    /// <summary>Read once: the compiler takes some seconds for it.</summary>
    public sealed class Gateway
    {
        internal SourceGraph Graph { get; } = SourceGraph.OfGateway();
    }
}
