using System.Globalization;

namespace PlantOps.Gateway.Telemetry;

/// <summary>An answer that is written as it is read; says in <c>Server-Timing</c> (W3C) how long the store took.</summary>
internal sealed class TelemetryStream(ITelemetryRows rows, TimeSpan store, Action done) : IResult, IDisposable
{
    public ITelemetryRows Rows => rows;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (this)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.Headers[
                "Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"store;dur={store.TotalMilliseconds:0.00}");
            await rows.WriteTo(httpContext.Response, httpContext.RequestAborted);
        }
    }

    /// <summary>Once: gives the rows back.</summary>
    public void Dispose() => done();
}
