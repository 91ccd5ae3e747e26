using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Storage;

public sealed class StorageServicesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void AddStorage_Defaults_KeepsReadingsInTheDataDirectory()
    {
        using var services = Build([]);
        services.GetRequiredService<IReadingStore>().Append(TestReadings.Group(1, TestReadings.Minutes(3)));
        Assert.True(File.Exists(_directory.Data.Database));
        Assert.Equal(TestReadings.Minutes(3)[2], services.GetRequiredService<IReadingStore>().Latest(1));
    }

    [Theory]
    [InlineData("Store:Provider", "Oracle")]
    [InlineData("Store:ConnectionString", "Host=db")]
    public void AddStorage_NotSupported_NamesTheKey(string key, string value)
    {
        using var services = Build(new Dictionary<string, string?> { [key] = value });
        var refused =
            Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<StoreOptions>>().Value);
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("postgres://plantops:top-secret@db/plantops?sslmode=require")]
    [InlineData("Host=db;Pasword=top-secret")]
    [InlineData("Host=db;Password=top-secret;Port=many")]
    [InlineData("Database=plantops;Password=top-secret")]
    [InlineData("Host=db;Password=\"top-secret")]
    public void AddStorage_PostgreSqlWithoutAGoodConnectionString_NamesTheKeyAndNoSecret(string? connectionString)
    {
        using var services = Build(
            new Dictionary<string, string?> { ["Store:Provider"] = "postgresql", ["Store:ConnectionString"] = connectionString });
        var refused =
            Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<StoreOptions>>().Value);
        Assert.Contains("Store:ConnectionString", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AddStorage_PostgreSql_KeepsReadingsThereAndNothingInTheDataDirectory()
    {
        using var services = Build(new Dictionary<string, string?>
        {
            ["Store:Provider"] = "PostgreSql",
            ["Store:ConnectionString"] = SharedPostgres.Server.NewSchema(),
        });
        services.GetRequiredService<IStore>().Open();
        services.GetRequiredService<IReadingStore>().Append(TestReadings.Group(1, TestReadings.Minutes(3)));
        Assert.Equal(TestReadings.Minutes(3)[2], services.GetRequiredService<IReadingStore>().Latest(1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void AddStorage_ConnectionStringInAFile_IsReadFromThere()
    {
        var file = Path.Combine(_directory.Path, "connection");
        File.WriteAllText(file, "Host=db;Password=top-secret\n");
        using var services = Build(
            new Dictionary<string, string?> { ["Store:Provider"] = "postgresql", ["Store:ConnectionStringFile"] = file });

        Assert.Equal("Host=db;Password=top-secret", services.GetRequiredService<IOptions<StoreOptions>>().Value.ConnectionString);
    }

    [Theory]
    [InlineData("/nowhere/connection", null)]
    [InlineData("connection", "Host=db;Password=top-secret")]
    public void AddStorage_ConnectionStringFileThatCannotBeUsed_NamesTheKeyAndNoSecret(string file, string? connectionString)
    {
        using var services = Build(new Dictionary<string, string?>
        {
            ["Store:Provider"] = "postgresql", ["Store:ConnectionStringFile"] = file,
            ["Store:ConnectionString"] = connectionString, });

        var refused =
            Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<StoreOptions>>().Value);
        Assert.Contains("Store:ConnectionStringFile", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", refused.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private ServiceProvider Build(Dictionary<string, string?> configuration)
    {
        configuration[StorageServices.DataDirectoryKey] = _directory.Path;
        var built = new ConfigurationBuilder().AddInMemoryCollection(configuration).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(built)
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(built)
            .BuildServiceProvider();
    }
}
