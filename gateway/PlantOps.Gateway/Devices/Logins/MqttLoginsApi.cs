using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Devices.Logins;

/// <summary>Logins for the broker: for owners, and for the command line of whoever owns the data directory.</summary>
internal static class MqttLoginsApi
{
    public const string LocalPath = "/local/mqtt-logins";
    private const string Path = "/api/v1/mqtt-logins";

    public static void MapMqttLogins(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(Path).WithTags("Access").RequireAuthorization(AccessPolicies.Own));
        Map(routes.MapGroup(LocalPath).LocalOnly());
    }

    /// <summary>What is wrong with a login, by field.</summary>
    public static Dictionary<string, string[]> Check(
        string? name, string? kind, IReadOnlyList<string>? devices, DeviceRegistry registry)
    {
        var errors = new Dictionary<string, string[]>();
        if (!PrintableText.IsName(name, Limits.MaxNameLength))
            errors["name"] = [$"1 to {Limits.MaxNameLength} printable characters."];
        if (!MqttLogin.Kinds.Contains(kind)) errors["kind"] = [$"One of {string.Join(", ", MqttLogin.Kinds)}."];
        var some = devices ?? [];
        if (kind == MqttLogin.Reader && some.Count > 0)
            errors["devices"] = ["A reader reads what all devices say, and has none."];
        else if (some.Count > MqttLogin.MaxDevices) errors["devices"] = [$"At most {MqttLogin.MaxDevices}."];
        else if (some.FirstOrDefault(id => id is null || registry.Find(id) is not { RetiredAt: null }) is { } unknown)
            errors["devices"] = [$"There is no device '{PrintableText.Strip(unknown)}'."];
        else if (some.Contains(null!)) errors["devices"] = ["An id is missing."];
        return errors;
    }

    private static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", List).WithSummary("Logins for the broker, without their passwords.");
        group.MapPost("/", Create)
            .WithSummary("Lets a program into the broker. Its password is in the answer this once.")
            .WithDescription(
                """
                A `bridge` may publish `devices/{id}/telemetry` of the devices that it was given, and nothing else. A `reader` may
                subscribe to `devices/+/telemetry` and `devices/+/status`, also of one device, and publish nothing.
                """)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPut("/{id}", Change)
            .WithSummary("Changes a login's name, or which devices a bridge publishes for; in force at once.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", Remove)
            .WithSummary("Removes a login, disconnects it, and returns what it was.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<MqttLoginView[]> List(MqttLogins logins) => TypedResults.Ok(logins.All.Select(MqttLoginView.Of).ToArray());

    private static Results<Created<MadeMqttLogin>, ValidationProblem, ProblemHttpResult> Create(
        NewMqttLogin request, MqttLogins logins, DeviceRegistry registry, HttpContext context)
    {
        var errors = Check(request.Name, request.Kind, request.Devices, registry);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var devices = (request.Devices ?? []).Distinct().ToList();
        if (logins.Make(request.Name!.Trim(), request.Kind!, devices, context.Principal()) is not var (login, password))
        {
            return TypedResults.Problem(
                $"There are {MqttLogins.Max} logins, which is as many as there can be. Remove one that is not needed.",
                statusCode: StatusCodes.Status409Conflict);
        }

        var made = new MadeMqttLogin
        {
            Id = login.Id, Name = login.Name, Kind = login.Kind, Devices = login.Devices, CreatedAt = login.CreatedAt,
            Password = password,
        };
        return TypedResults.Created($"{Path}/{login.Id}", made);
    }

    private static Results<Ok<MqttLoginView>, ValidationProblem, ProblemHttpResult> Change(
        string id, MqttLoginChange change, MqttLogins logins, DeviceRegistry registry, HttpContext context)
    {
        if (logins.Find(id) is not { } login) return NoSuchLogin(id);
        var errors = Check(change.Name ?? login.Name, login.Kind, change.Devices, registry);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var changed = logins.Change(id, change.Name?.Trim(), change.Devices?.Distinct().ToList(), context.Principal());
        return changed is null ? NoSuchLogin(id) : TypedResults.Ok(MqttLoginView.Of(changed));
    }

    private static Results<Ok<MqttLoginView>, ProblemHttpResult> Remove(string id, MqttLogins logins, HttpContext context) =>
        logins.Remove(id, context.Principal()) is { } login ? TypedResults.Ok(MqttLoginView.Of(login)) : NoSuchLogin(id);

    private static ProblemHttpResult NoSuchLogin(string id) => Missing.Of($"There is no login '{id}'.");
}
