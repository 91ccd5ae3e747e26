using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// A file that is written as it is sent. What cannot be finished is broken off, and what lacks damaged readings is broken off at
/// its end, so that nobody takes it for whole.
/// </summary>
internal sealed partial class ExportStream(ReadingExport export, ExportQuery query, string fileName) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ArchiveFormats.MediaType(query.Format);
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        IReadOnlyList<string> damaged = [];
        try
        {
            damaged =
                await export.WriteAsync(query, ArchiveFormats.Writer(query.Format, response.Body), httpContext.RequestAborted);
        }
        catch (IOException exception) when (response.HasStarted)
        {
            Log.BrokenOff(httpContext.RequestServices.GetRequiredService<ILogger<ExportStream>>(), exception.Message);
            httpContext.Abort();
        }

        if (damaged.Count == 0) return;

        // The server then sends what was written and leaves out the end of the answer; to abort it would throw that away.
        await response.Body.FlushAsync(httpContext.RequestAborted);
        throw new CorruptBucketException(
            $"Everything else was sent, but these readings cannot be read: {string.Join("; ", damaged)}.");
    }

    private static partial class Log
    {
        [LoggerMessage(2161, LogLevel.Error, "An export was broken off: {Reason}")]
        public static partial void BrokenOff(ILogger logger, string reason);
    }
}

/// <summary>The same for the command line, which is told why.</summary>
internal sealed class ExportFrames(ReadingExport export, ExportQuery query) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/octet-stream";
        var writer = new FrameArchiveWriter(httpContext.Response.Body);
        try
        {
            await export.WriteAsync(query, writer, httpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or CorruptBucketException)
        {
            await writer.FailAsync(exception.Message, httpContext.RequestAborted);
        }
    }
}
