using System.Globalization;

namespace PlantOps.Gateway.Telemetry;

/// <summary>An answer that is written as it is read; says in <c>Server-Timing</c> (W3C) how long the store took.</summary>
internal sealed class TelemetryStream(TelemetryColumns columns, List<Reading> readings, TimeSpan store, Action<List<Reading>> done)
    : IResult, IDisposable
{
    public List<Reading> Readings => readings;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (this)
        {
            httpContext.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"store;dur={store.TotalMilliseconds:0.00}");
            await columns.WriteTo(httpContext.Response, httpContext.RequestAborted);
        }
    }

    /// <summary>Once: gives the readings back.</summary>
    public void Dispose() => done(readings);
}
