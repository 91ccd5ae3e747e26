using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Access.Secrets;

/// <summary>What keeps secrets from who can read a whole database.</summary>
internal sealed class SecretOptions
{
    public static readonly Setting KeyFileSetting = new(
        "Secrets:KeyFile", "none", "file",
        "A file that has 32 characters at least, by which the keys of secrets are encrypted in PostgreSQL (docs/storage.md).");

    public static readonly IReadOnlyList<Setting> Settings = [KeyFileSetting];

    /// <summary>Shortest key, in characters.</summary>
    public const int MinKeyLength = 32;

    /// <summary>What <c>Secrets:KeyFile</c> has; <see langword="null"/> where there is none.</summary>
    public string? Key { get; set; }
}

/// <summary>Reads and checks <see cref="SecretOptions"/>.</summary>
internal sealed class SecretOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<SecretOptions>, IValidateOptions<SecretOptions>
{
    private static readonly Setting Setting = SecretOptions.KeyFileSetting;

    private string? _problem;

    public void Configure(SecretOptions options)
    {
        _problem = null;
        if (configuration[Setting.Key] is not { Length: > 0 } file) return;
        (options.Key, _problem) = FileText.Read(file);
        if (options.Key?.Length < SecretOptions.MinKeyLength)
            _problem = $"'{file}' has {options.Key.Length} characters, and a key at least {SecretOptions.MinKeyLength}.";
    }

    public ValidateOptionsResult Validate(string? name, SecretOptions options) =>
        _problem is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"{Setting.Key}: {_problem}");
}
