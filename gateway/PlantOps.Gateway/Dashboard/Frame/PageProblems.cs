using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>Errors as a page, for people; programs, and whatever is asked of the API, get them as JSON.</summary>
internal sealed class PageProblems : IProblemDetailsWriter
{
    private static readonly PathString[] ForPrograms = ["/api", "/local", "/metrics", "/openapi"];

    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return request.WantsHtml() && !ForPrograms.Any(path => request.Path.StartsWithSegments(path));
    }

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var status = context.ProblemDetails.Status ?? http.Response.StatusCode;
        var shell = Shell.Of(http, words => words.ProblemTitle(status));
        var view = new ProblemView(shell, shell.Words.ProblemHelp(status), context.ProblemDetails.Detail, http.TraceIdentifier);
        await new HtmlPage(ProblemHtml.Create(view), status).ExecuteAsync(http);
    }
}

/// <summary>What went wrong, and what to do.</summary>
/// <param name="Shell">The frame; its title says what went wrong.</param>
/// <param name="Help">What to do.</param>
/// <param name="Detail">What exactly, where the gateway says so; in English.</param>
/// <param name="Correlation">By which it is found in the log.</param>
public sealed record ProblemView(Shell Shell, string Help, string? Detail, string Correlation);
