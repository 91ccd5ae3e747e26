using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using PlantOps.Contracts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Web.Problems;

/// <summary>Every answer that is no success is <c>application/problem+json</c>.</summary>
internal static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .AddProblemDetails(options => options.CustomizeProblemDetails = Complete);

    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = StatusOf,
            // What the caller or the disk did is answered, not logged as a bug of the gateway.
            SuppressDiagnosticsCallback = context =>
                context.Exception is BadHttpRequestException || IsExpected(context.Exception),
        });
        app.UseStatusCodePages();
        app.UseUnknownCharsets();
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when IsExpected(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static bool IsExpected(Exception? exception) => exception
        is StoreUnavailableException or CorruptBucketException or UnreadableRecordException or BrokerAwayException;

    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Extensions["correlation_id"] = context.HttpContext.TraceIdentifier;
        problem.Extensions.Remove("trace_id");
        problem.Detail ??= context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException { InnerException: JsonException { Path: { Length: > 1 } path } } =>
                $"The body is not the JSON that is expected, at {path}.",
            BadHttpRequestException { InnerException: JsonException } => "The body is not the JSON that is expected.",
            BadHttpRequestException bad => bad.Message,
            { } error when IsExpected(error) => error.Message,
            _ => null,
        };
        if (CodeOf(problem.Status) is { } code) problem.Extensions.TryAdd("code", code);
    }

    private static string? CodeOf(int? status) => status switch
    {
        StatusCodes.Status400BadRequest => ErrorCodes.InvalidRequest,
        StatusCodes.Status404NotFound => ErrorCodes.NotFound,
        StatusCodes.Status429TooManyRequests => ErrorCodes.TooManyAttempts,
        _ => null,
    };
}
