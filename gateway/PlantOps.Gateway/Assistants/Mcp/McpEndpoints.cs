using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Assistants.Mcp;

/// <summary>
/// <c>POST /mcp</c>: Streamable HTTP without sessions, with the tokens and rights of the API; and <c>POST /local/mcp</c>, a
/// message
/// of <c>plantops mcp</c>.
/// </summary>
internal static class McpEndpoints
{
    public const string Path = "/mcp";
    public const string LocalPath = "/local/mcp";

    /// <summary>On the local socket: whether the messages may change anything.</summary>
    public const string AllowChanges = "allow_changes";

    private static readonly JsonTypeInfo<JsonRpcMessage> Message =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    public static IServiceCollection AddMcp(this IServiceCollection services)
    {
        services.AddSingleton<McpSurface>().AddSingleton<McpResources>().AddSingleton<OwnNames>();
        services.AddMcpServer().WithHttpTransport(options =>
        {
            options.SessionMode = HttpServerSessionMode.Stateless;
            options.ConfigureSessionOptions = Configure;
        });
        return services;
    }

    public static void MapMcpRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapMcp(Path)
            .RequireAuthorization(AccessPolicies.Read)
            .WithMetadata(OwnNamesOnly.Instance)
            .Counts(RequestLoad.Api)
            .ExcludeFromDescription();
        routes.MapPost(LocalPath, Answer).LocalOnly();
    }

    private static async Task Configure(HttpContext context, McpServerOptions options, CancellationToken cancellationToken)
    {
        var rights = context.RequestServices.GetRequiredService<IAuthorizationService>();
        var mayCare = (await rights.AuthorizeAsync(context.User, null, AccessPolicies.Care)).Succeeded;
        var surface = context.RequestServices.GetRequiredService<McpSurface>();
        surface.Configure(options, new ToolCaller(context.Principal(), mayCare));
    }

    // As over HTTP, without its headers: standard input has none. A line that is no message is answered by who read it.
    private static async Task Answer(HttpContext context, McpSurface surface, ILoggerFactory loggers)
    {
        var (request, response, stop) = (context.Request, context.Response, context.RequestAborted);
        JsonRpcMessage? message;
        try
        {
            message = await JsonSerializer.DeserializeAsync(request.Body, Message, stop);
        }
        catch (JsonException)
        {
            message = null;
        }

        if (message is null)
        {
            var problem = TypedResults.Problem("It is no message of JSON-RPC.", statusCode: StatusCodes.Status400BadRequest);
            await problem.ExecuteAsync(context);
            return;
        }

        var options = new McpServerOptions { ScopeRequests = false };
        var mayCare = bool.TryParse(request.Query[AllowChanges], out var allowed) && allowed;
        surface.Configure(options, new ToolCaller(Principal.Local, mayCare));
        await using var transport = new StreamableHttpServerTransport(loggers) { Stateless = true };
        await using var server = McpServer.Create(transport, options, loggers, context.RequestServices);
        var run = server.RunAsync(stop);
        response.ContentType = "text/event-stream";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        if (!await transport.HandlePostRequestAsync(message, response.Body, stop))
        {
            (response.ContentType, response.StatusCode) = (null, StatusCodes.Status202Accepted);
        }

        await transport.DisposeAsync();
        await run;
    }
}
