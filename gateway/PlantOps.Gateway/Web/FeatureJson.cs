using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Web.Documentation;

namespace PlantOps.Gateway.Web;

/// <summary>What each feature adds to the API's JSON and to its description.</summary>
internal static class FeatureJson
{
    /// <summary>How bodies are written: snake_case, as the contexts say themselves.</summary>
    public static IServiceCollection AddWebJson(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        })
        .AddJson(WebJson.Default);

    /// <summary>Types that a feature reads and writes as JSON.</summary>
    public static IServiceCollection AddJson(this IServiceCollection services, JsonSerializerContext context) =>
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, context));

    /// <summary>How a feature's messages look, by their type.</summary>
    public static IServiceCollection AddExamples(this IServiceCollection services, IReadOnlyDictionary<Type, string> examples) =>
        services.AddSingleton(new ApiExamples(examples));
}

/// <summary>An enum as its name in snake_case. A name is stored: it is never changed.</summary>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
