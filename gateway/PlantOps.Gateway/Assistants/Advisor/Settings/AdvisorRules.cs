using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>What the advisor's settings can be, wherever they come from.</summary>
internal static class AdvisorRules
{
    public const int MaxModel = 200;
    public const int MaxAddress = 300;
    public const int MaxKey = 500;
    public const int MaxPrice = 10_000;
    public const int MaxCost = 1_000_000;

    private const int MaxUnknown = 20;
    private const int MaxNamed = 100;

    private static readonly AdvisorSettings Defaults = new();

    /// <summary>A key as everybody sees it.</summary>
    public static string? Mask(string? key) => key is null ? null : SecretMask.Of(key);

    /// <summary>What would hold after a change, and every field that is wrong, by its name on the wire, and why.</summary>
    public static (AdvisorState State, Dictionary<string, string[]> Errors) Apply(AdvisorState kept, AdvisorChange change)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var name in (change.More ?? []).Keys.Except(AdvisorFields.OfAnswers, StringComparer.Ordinal).Take(MaxUnknown))
            Add(PrintableText.Strip(name.Length > MaxNamed ? name[..MaxNamed] : name), "There is no such field.");
        var old = kept.Settings;
        var provider = change.Has(AdvisorFields.Provider) ? ProviderOf(change.Provider) : old.Provider;
        var settings = old with
        {
            Provider = provider,
            Model = change.Has(AdvisorFields.Model) ? Text(change.Model) : old.Model,
            Address = change.Has(AdvisorFields.Address) ? AddressOf(change.Address)
                : KeepsAddress(old.Provider, provider) ? old.Address
                : null,
            Timeout = change.Has(AdvisorFields.TimeoutSeconds) ? Seconds(change.TimeoutSeconds) : old.Timeout,
            DayTokens = change.Has(AdvisorFields.DayTokens) ? change.DayTokens ?? Defaults.DayTokens : old.DayTokens,
            MonthTokens = change.Has(AdvisorFields.MonthTokens) ? change.MonthTokens ?? Defaults.MonthTokens : old.MonthTokens,
            InputPrice = change.Has(AdvisorFields.InputPrice) ? change.InputPrice : old.InputPrice,
            OutputPrice = change.Has(AdvisorFields.OutputPrice) ? change.OutputPrice : old.OutputPrice,
            MonthCost = change.Has(AdvisorFields.MonthCost) ? change.MonthCost : old.MonthCost,
            RefreshDays = change.Has(AdvisorFields.RefreshDays) ? change.RefreshDays ?? Defaults.RefreshDays : old.RefreshDays,
            AllowLocalTargets = change.Has(AdvisorFields.AllowLocalTargets)
                ? change.AllowLocalTargets ?? false
                : old.AllowLocalTargets,
        };
        var state = WithPhotos(WithKey(kept with { Settings = settings }, change, Add), change, Add);

        // A key that was given while nobody was asked is for whoever is asked first.
        if (state.KeyTarget is null && state.Settings.ApiKey is not null) state = state with { KeyTarget = settings.Target };
        state = state.Guarded();
        Check(state.Settings, Add);
        return (state, errors);

        void Add(string field, string error) => errors.TryAdd(field, [error]);

        AdvisorProvider ProviderOf(string? text)
        {
            if (Text(text) is not { } name) return AdvisorProvider.None;
            foreach (var provider in Enum.GetValues<AdvisorProvider>())
            {
                if (provider.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)) return provider;
            }

            Add(AdvisorFields.Provider, "none, openai, anthropic or compatible.");
            return AdvisorProvider.None;
        }

        Uri? AddressOf(string? text)
        {
            if (Text(text) is not { } address) return null;
            var (found, problem) = Parse(address);
            if (problem is not null) Add(AdvisorFields.Address, problem);
            return found;
        }
    }

    // An address is its provider's: nobody wants to send a key of OpenAI's to the server at home that was asked before.
    private static bool KeepsAddress(AdvisorProvider before, AdvisorProvider now) =>
        before == now || now == AdvisorProvider.None || (before == AdvisorProvider.None && now == AdvisorProvider.Compatible);

    private static string? Text(string? text) => text?.Trim(' ') is { Length: > 0 } some ? some : null;

    private static TimeSpan Seconds(int? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : Defaults.Timeout;

    private static (Uri? Address, string? Problem) Parse(string text)
    {
        if (text.Length > MaxAddress || text.Any(c => c <= ' ' || char.IsControl(c)))
            return (null, $"At most {MaxAddress} characters, without spaces.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.Host.Length == 0)
        {
            return (null, "An address that begins with https://, or http:// in the local network.");
        }

        if (address.UserInfo.Length > 0 || text.Contains('@', StringComparison.Ordinal))
            return (null, "An address without a user name in it: the key has a field of its own.");
        return address.Query.Length > 0 || text.Contains('#', StringComparison.Ordinal)
            || text.Contains('?', StringComparison.Ordinal)
            ? (null, "An address without ? and #.")
            : (address, null);
    }

    private static AdvisorState WithKey(AdvisorState state, AdvisorChange change, Action<string, string> add)
    {
        if (!change.Has(AdvisorFields.ApiKey)) return state;
        var kept = state.Settings.ApiKey;
        if (string.IsNullOrEmpty(change.ApiKey))
            return state with { Settings = state.Settings with { ApiKey = null }, KeyTarget = null, KeySource = null };
        if (change.ApiKey.StartsWith(SecretMask.Ellipsis))
        {
            if (change.ApiKey != Mask(kept))
                add(AdvisorFields.ApiKey, "This is no key but what is shown of one. Send the key itself, or leave it out.");
            else if (state.Settings.Target is { } target && target != state.KeyTarget)
                add(AdvisorFields.ApiKey, "The key that is kept is for another provider or address. Send the key itself.");
            return state;
        }

        if (change.ApiKey.Length > MaxKey || change.ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            add(AdvisorFields.ApiKey, $"1 to {MaxKey} printable ASCII characters, without spaces and line ends.");
            return state;
        }

        return state with
        {
            Settings = state.Settings with { ApiKey = change.ApiKey },
            KeyTarget = state.Settings.Target,
            KeySource = AdvisorSource.Stored,
        };
    }

    private static AdvisorState WithPhotos(AdvisorState state, AdvisorChange change, Action<string, string> add)
    {
        if (!change.Has(AdvisorFields.Photos)) return state;
        if (change.Photos != true) return state with { PhotosTarget = null };
        if (state.Settings.Target is null) add(AdvisorFields.Photos, "Say first whose model it is.");

        // What was read can be sent back together with another provider: that is no leave for the other one.
        if (state.Settings.Photos && state.PhotosTarget != state.Settings.Target)
        {
            add(
                AdvisorFields.Photos,
                "They were allowed for another provider or address. Change that first, then allow them for this one.");
        }

        return state with { PhotosTarget = state.Settings.Target };
    }

    private static void Check(AdvisorSettings settings, Action<string, string> add)
    {
        if (settings.Model is { } model && !PrintableText.IsName(model, MaxModel))
            add(AdvisorFields.Model, $"1 to {MaxModel} printable characters.");
        if (settings is { Provider: AdvisorProvider.Compatible, Address: null })
            add(AdvisorFields.Address, "It is needed for a compatible server, as http://127.0.0.1:11434/v1.");
        if (settings is { Provider: AdvisorProvider.Openai or AdvisorProvider.Anthropic, Address: null, ApiKey: null })
            add(AdvisorFields.ApiKey, "It is needed for this provider.");
        if (settings.Endpoint is { } endpoint && ModelReach.Of(settings).Problem(endpoint) is { } problem)
            add(AdvisorFields.Address, problem);
        Range(AdvisorFields.TimeoutSeconds, (long)settings.Timeout.TotalSeconds, AdvisorOptions.TimeoutSecondsSetting);
        Range(AdvisorFields.DayTokens, settings.DayTokens, AdvisorOptions.DayTokensSetting);
        Range(AdvisorFields.MonthTokens, settings.MonthTokens, AdvisorOptions.MonthTokensSetting);
        Range(AdvisorFields.RefreshDays, settings.RefreshDays, AdvisorOptions.RefreshDaysSetting);
        Money(AdvisorFields.InputPrice, settings.InputPrice, MaxPrice);
        Money(AdvisorFields.OutputPrice, settings.OutputPrice, MaxPrice);
        Money(AdvisorFields.MonthCost, settings.MonthCost, MaxCost);
        if (settings.MonthCost is not null && (settings.InputPrice is null || settings.OutputPrice is null))
            add(AdvisorFields.MonthCost, "It needs both prices.");

        void Range(string field, long value, NumberSetting setting)
        {
            if (value < setting.Min || value > setting.Max) add(field, $"{setting.Min} to {setting.Max} {setting.Unit}.");
        }

        void Money(string field, decimal? value, int most)
        {
            if (value is < 0 || value > most) add(field, $"0 to {most}.");
        }
    }
}
