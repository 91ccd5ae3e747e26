using Microsoft.Extensions.Options;

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

    public void Configure(StoreOptions options)
    {
        options.ConnectionString = configuration[ConnectionStringKey];
        if (configuration[ProviderKey] is not { Length: > 0 } text) return;
        options.Provider = Enum.TryParse<StoreProvider>(text, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider : Unknown;
    }

    public ValidateOptionsResult Validate(string? name, StoreOptions options)
    {
        var errors = new List<string>();
        if (options.Provider == StoreProvider.PostgreSql)
            errors.Add("Store:Provider: PostgreSql is not supported by this version; use LiteDb.");
        else if (options.Provider != StoreProvider.LiteDb)
            errors.Add($"Store:Provider: '{configuration[ProviderKey]}' is not known; use LiteDb.");
        if (options.Provider == StoreProvider.LiteDb && !string.IsNullOrEmpty(options.ConnectionString))
            errors.Add("Store:ConnectionString: LiteDb takes none; its file is in DataDirectory.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
