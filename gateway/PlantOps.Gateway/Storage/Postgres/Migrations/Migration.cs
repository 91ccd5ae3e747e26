namespace PlantOps.Gateway.Storage.Postgres.Migrations;

/// <summary>One step of the schema. A step that was released is never changed: a change is a new step.</summary>
/// <param name="Version">Steps are numbered from 1 without a gap.</param>
/// <param name="Name">What it brings.</param>
/// <param name="Sql">Run once, in a transaction.</param>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>The first step of a database that says which programs can still use it.</summary>
    public const int FirstWithNeeds = 9;

    /// <summary>
    /// The oldest program, by the version of the schema that it knows, that can use the database after this step: a step that
    /// only adds what older ones do not look at needs none newer, and those go on running while it is made. Its own unless said.
    /// </summary>
    public int Needs { get; init; } = Version;

    /// <summary>Every step of this program, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        Load(1, "registry"),
        Load(2, "readings"),
        Load(3, "set-aside"),
        Load(4, "rollups"),
        Load(5, "records"),
        Load(6, "device-life"),
        Load(7, "capabilities"),
        Load(8, "notices"),
        Load(9, "gateways") with { Needs = 8 },
        Load(10, "encrypted-authority"),
        Load(11, "changes") with { Needs = 8 },
        Load(12, "open-alerts") with { Needs = 8 },
    ];

    private static Migration Load(int version, string name)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream($"{version:0000}-{name}.sql")
            ?? throw new InvalidOperationException($"The program lacks its migration {version}.");
        using var reader = new StreamReader(stream);
        return new Migration(version, name, reader.ReadToEnd());
    }
}
