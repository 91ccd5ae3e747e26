using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Storage;

/// <summary>
/// Reads and checks <see cref="StoreOptions"/>: what is configured, and where the data was moved. By hand rather than
/// with the binder, which throws at a provider that it does not know and would hide every other mistake.
/// </summary>
internal sealed class StoreOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<StoreOptions>, IValidateOptions<StoreOptions>
{
    private static readonly string ProviderKey = StoreOptions.ProviderSetting.Key;
    private static readonly string ConnectionStringKey = StoreOptions.ConnectionStringSetting.Key;
    private static readonly string FileKey = StoreOptions.ConnectionStringFileSetting.Key;

    /// <summary>Which stores to register, which is decided before there are options.</summary>
    /// <exception cref="InvalidDataException">The file that says where the data was moved cannot be read.</exception>
    /// <returns><see langword="null"/> where what is configured is no provider.</returns>
    public static StoreProvider? ProviderIn(IConfiguration configuration) => configuration[ProviderKey] is { Length: > 0 } text
        ? StoreProvider.Find(text)
        : StoreProvider.Find(Marker(configuration)?.Provider) ?? StoreProvider.LiteDb;

    /// <summary>What is wrong with options whatever is configured; <see langword="null"/> where nothing is.</summary>
    public static string? Check(StoreOptions options) =>
        options.Provider?.Check(options.ConnectionString) is { } problem ? $"{ConnectionStringKey}: {problem}" : null;

    public void Configure(StoreOptions options)
    {
        options.Provider = ProviderIn(configuration);
        options.ConnectionString = configuration[ConnectionStringKey];
        options.ConnectionStringFile = configuration[FileKey];
        if (string.IsNullOrEmpty(options.ConnectionString) && options.ConnectionStringFile is { Length: > 0 } file)
            options.ConnectionString = FileText.Read(file).Text;
        if (string.IsNullOrEmpty(options.ConnectionString) && options.Provider?.IsServer == true)
            options.ConnectionString = Marker(configuration)?.ConnectionString;
    }

    public ValidateOptionsResult Validate(string? name, StoreOptions options)
    {
        if (options.Provider is null)
            return ValidateOptionsResult.Fail(
                $"{ProviderKey}: '{configuration[ProviderKey]}' is not known; use {string.Join(" or ", StoreProvider.All)}.");
        if (Marker(configuration) is { } moved && StoreProvider.Find(moved.Provider) != options.Provider)
        {
            return ValidateOptionsResult.Fail(
                $"{ProviderKey}: it is {options.Provider}, but everything was moved to {moved.Provider} on " +
                $"{DateTimeOffset.FromUnixTimeMilliseconds(moved.MovedAt):yyyy-MM-dd}. Leave the setting out, or move back with "
                +
                $"`plantops store migrate`. Only to begin with what was left behind, delete '{StoreMarker.PathIn(Directory(configuration))}'.");
        }

        if (options.ConnectionStringFile is { Length: > 0 } file)
        {
            if (!string.IsNullOrEmpty(configuration[ConnectionStringKey]))
                return ValidateOptionsResult.Fail($"{FileKey}: {ConnectionStringKey} is set as well; leave one out.");
            if (FileText.Read(file).Problem is { } unreadable) return ValidateOptionsResult.Fail($"{FileKey}: {unreadable}");
        }

        return Check(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }

    private static StoreMarker? Marker(IConfiguration configuration) => StoreMarker.Read(Directory(configuration));

    private static string Directory(IConfiguration configuration) => Path.GetFullPath(DataDirectory.In(configuration));
}
