using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Commands;

/// <summary>Things that a device is to do now.</summary>
internal static class CommandsApi
{
    private const string Route = "/{id}/commands";

    public static void MapDeviceCommands(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/api/v1/devices").WithTags("Devices")
            .MapPost(Route, Tell)
            .RequireAuthorization(AccessPolicies.Manage)
            .WithSummary("Tells a connected device to do something now, and answers with what became of it.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        routes.MapPost(DevicesApi.LocalPath + Route, Tell).LocalOnly();
    }

    private static async Task<Results<Ok<CommandResult>, ValidationProblem, ProblemHttpResult>> Tell(
        string id, CommandRequest request, DeviceRegistry devices, DeviceCommands commands, HttpContext context)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        if (request.Name is not { } name || !DeviceCommands.Names.Contains(name)) return UnknownCommand();
        if (!commands.CanBeTold(device)) return NotConnected(device);
        return await commands.Tell(device, name, context.Principal(), context.RequestAborted) is { } ack
            ? TypedResults.Ok(
                new CommandResult
                {
                    Name = name,
                    Result = ack.Result,
                    Reason = ack.Reason,
                    SoilRaw = ack.SoilRaw < 0 ? null : ack.SoilRaw,
                })
            : NoAnswer(device);
    }

    private static ValidationProblem UnknownCommand() => TypedResults.ValidationProblem(
        new Dictionary<string, string[]> { ["name"] = [$"One of: {string.Join(", ", DeviceCommands.Names)}."] });

    private static ProblemHttpResult NotConnected(Device device) => TypedResults.Problem(
        $"{device.Name} is not connected, and a command is for now. Settings are kept until it is.",
        statusCode: StatusCodes.Status409Conflict,
        title: "Not connected",
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.DeviceNotConnected });

    private static ProblemHttpResult NoAnswer(Device device) => TypedResults.Problem(
        $"{device.Name} did not answer within {DeviceCommands.Timeout.TotalSeconds:0} seconds. It may have done it all the same.",
        statusCode: StatusCodes.Status504GatewayTimeout,
        title: "No answer",
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.DeviceDidNotAnswer });
}

/// <summary>What to do.</summary>
internal sealed class CommandRequest
{
    /// <summary>
    /// <c>read_now</c>, <c>identify</c>, <c>restart</c>, <c>calibrate_air</c>, <c>calibrate_water</c>, <c>forget_wifi</c> or
    /// <c>factory_reset</c>.
    /// </summary>
    public string? Name { get; init; }
}

/// <summary>What became of it.</summary>
internal sealed class CommandResult
{
    public required string Name { get; init; }

    /// <summary><c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Why it was not done.</summary>
    public required string? Reason { get; init; }

    /// <summary>The raw value that a calibration measured.</summary>
    public required int? SoilRaw { get; init; }
}
