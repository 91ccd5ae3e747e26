using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Updates;

/// <summary>What the command line asks of the gateway before and after its program is replaced.</summary>
internal static class UpdateApi
{
    public const string KeepPath = "/local/update/keep";
    public const string ContentsPath = "/local/update/contents";

    public static IServiceCollection AddUpdates(this IServiceCollection services)
    {
        services.AddJson(UpdatesJson.Default);
        services.AddOptions<UpdateOptions, UpdateOptionsSetup>();
        services.AddSingleton<ContentsReader>();
        services.AddSingleton<IBeforeUpdate, BackupBeforeUpdate>();
        return services;
    }

    public static void MapUpdates(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(KeepPath, Keep).LocalOnly()
            .Audited("update.keep", (_, answer) => new AuditSubject(null, ((KeptBeforeUpdate)answer!).File ?? "nothing"));
        routes.MapGet(ContentsPath, (ContentsReader contents) => TypedResults.Ok(contents.Read())).LocalOnly();
    }

    private static async Task<Ok<KeptBeforeUpdate>> Keep(IBeforeUpdate before, CancellationToken cancellationToken) =>
        TypedResults.Ok(await before.Keep(cancellationToken));
}

/// <summary>What updates say, as JSON; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(KeptBeforeUpdate))]
[JsonSerializable(typeof(UpdateUnderWay))]
[JsonSerializable(typeof(SignedRelease))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(UpdateCheck))]
[JsonSerializable(typeof(StoreContents))]
internal sealed partial class UpdatesJson : JsonSerializerContext;
