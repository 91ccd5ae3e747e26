using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Storage;

internal sealed class StoreOptionsValidator : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options)
    {
        var errors = new List<string>();
        if (options.Provider == StoreProvider.PostgreSql)
            errors.Add("Store:Provider: PostgreSql is not supported by this version; use LiteDb.");
        else if (options.Provider != StoreProvider.LiteDb)
            errors.Add($"Store:Provider: '{options.Provider}' is not known; use LiteDb.");
        if (options.Provider == StoreProvider.LiteDb && !string.IsNullOrEmpty(options.ConnectionString))
            errors.Add("Store:ConnectionString: LiteDb takes none; its file is in DataDirectory.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
