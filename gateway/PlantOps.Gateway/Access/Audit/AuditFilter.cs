namespace PlantOps.Gateway.Access.Audit;

/// <summary>What an entry says beside who did what.</summary>
internal readonly record struct AuditSubject(string? Target, string? Details);

internal static class AuditFilter
{
    /// <summary>
    /// Notes in the audit log what the endpoint has done, where it answers that it did. Not for changes of records: those
    /// take their entry into their own transaction.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="what">What it does.</param>
    /// <param name="subject">To what, from the request and the answer's body; by default to what the route's <c>id</c>
    /// names.</param>
    /// <param name="by">Who does it, where that is not whoever signed in.</param>
    public static RouteHandlerBuilder Audited(
        this RouteHandlerBuilder endpoint, string what,
        Func<EndpointFilterInvocationContext, object?, AuditSubject>? subject = null, Principal? by = null) =>
        endpoint.AddEndpointFilter(async (request, next) =>
        {
            var result = await next(request);
            // What could not be bound has come here too, with a status and without an answer.
            if (request.HttpContext.Response.StatusCode < StatusCodes.Status400BadRequest && Succeeded(result, out var answer))
            {
                var (target, details) = subject?.Invoke(request, answer)
                    ?? new AuditSubject((string?)request.HttpContext.GetRouteValue("id"), null);
                request.HttpContext.RequestServices.GetRequiredService<AuditLog>()
                    .Note(by ?? request.HttpContext.Principal(), what, target, details);
            }

            return result;
        });

    private static bool Succeeded(object? result, out object? answer)
    {
        if (result is INestedHttpResult nested) result = nested.Result;
        answer = (result as IValueHttpResult)?.Value;
        return result is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest };
    }
}
