using Microsoft.Extensions.Options;
using PlantOps.Gateway.Storage.Postgres;

namespace PlantOps.Gateway.Storage;

/// <summary>
/// Reads and checks <see cref="StoreOptions"/>. By hand rather than with the binder, which throws at a provider that it
/// does not know and would hide every other mistake.
/// </summary>
internal sealed class StoreOptionsSetup(IConfiguration configuration) : IConfigureOptions<StoreOptions>, IValidateOptions<StoreOptions>
{
    private const string ProviderKey = StoreOptions.Section + ":" + nameof(StoreOptions.Provider);
    private const string ConnectionStringKey = StoreOptions.Section + ":" + nameof(StoreOptions.ConnectionString);
    private const StoreProvider Unknown = (StoreProvider)(-1);

    /// <summary>Which stores to register, which is decided before there are options.</summary>
    public static StoreProvider ProviderIn(IConfiguration configuration)
    {
        if (configuration[ProviderKey] is not { Length: > 0 } text) return StoreProvider.LiteDb;
        return Enum.TryParse<StoreProvider>(text, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider : Unknown;
    }

    public void Configure(StoreOptions options)
    {
        options.ConnectionString = configuration[ConnectionStringKey];
        options.Provider = ProviderIn(configuration);
    }

    public ValidateOptionsResult Validate(string? name, StoreOptions options) => options.Provider switch
    {
        StoreProvider.LiteDb when !string.IsNullOrEmpty(options.ConnectionString) =>
            ValidateOptionsResult.Fail($"{ConnectionStringKey}: LiteDb takes none; its file is in DataDirectory. For a server, set {ProviderKey} to PostgreSql."),
        StoreProvider.LiteDb => ValidateOptionsResult.Success,
        StoreProvider.PostgreSql => PostgresSettings.Parse(options.ConnectionString).Problem is { } problem
            ? ValidateOptionsResult.Fail($"{ConnectionStringKey}: {problem}")
            : ValidateOptionsResult.Success,
        _ => ValidateOptionsResult.Fail($"{ProviderKey}: '{configuration[ProviderKey]}' is not known; use LiteDb or PostgreSql."),
    };
}
