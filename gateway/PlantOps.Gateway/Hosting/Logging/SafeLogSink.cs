using System.Text;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>
/// Stands before whatever writes the log, for every event of whatever library: no text in it can begin a line of its own
/// or change how others look, and none is longer than <see cref="MaxValue"/>.
/// </summary>
internal sealed class SafeLogSink(ILogEventSink inner) : ILogEventSink
{
    public const int MaxValue = 512;

    private const int MaxTemplate = 4 * MaxValue;
    private const int MaxElements = 32;
    private const int Deepest = 4;

    private static readonly ScalarValue Hidden = new("…");
    private static readonly MessageTemplateParser Templates = new();

    /// <summary>Writes through a <see cref="SafeLogSink"/>.</summary>
    public static LoggerConfiguration WriteSafelyTo(LoggerConfiguration logging, Action<LoggerSinkConfiguration> configure) =>
        logging.WriteTo.Sink(new SafeLogSink(LoggerSinkConfiguration.CreateSink(configure)));

    public void Emit(LogEvent logEvent)
    {
        var template = logEvent.MessageTemplate;
        var text = SafeText.Of(template.Text, MaxTemplate);
        if (!ReferenceEquals(text, template.Text)) template = Templates.Parse(text);
        var properties = logEvent.Properties.Take(MaxElements)
            .Select(property => Safe(property.Key, property.Value, 0));
        var exception = logEvent.Exception is null ? null : new LoggedException(logEvent.Exception);
        var (trace, span) = (logEvent.TraceId ?? default, logEvent.SpanId ?? default);
        inner.Emit(new LogEvent(logEvent.Timestamp, logEvent.Level, exception, template, properties, trace, span));
    }

    private static LogEventProperty Safe(string name, LogEventPropertyValue value, int depth) =>
        new(SafeText.Of(name, MaxValue), Safe(value, depth));

    private static LogEventPropertyValue Safe(LogEventPropertyValue value, int depth) => value switch
    {
        ScalarValue scalar => Safe(scalar),
        _ when depth == Deepest => Hidden,
        SequenceValue { Elements: var all } => new SequenceValue(all.Take(MaxElements).Select(one => Safe(one, depth + 1))),
        StructureValue { Properties: var all } => new StructureValue(
            all.Take(MaxElements).Select(one => Safe(one.Name, one.Value, depth + 1))),
        DictionaryValue dictionary => Safe(dictionary, depth),
        _ => Safe(new ScalarValue(value.ToString())),
    };

    private static ScalarValue Safe(ScalarValue scalar)
    {
        // Numbers, times and the like write themselves in digits; whatever else has its text looked at.
        if (scalar.Value is null or bool or (ValueType and ISpanFormattable and not (char or Rune))) return scalar;
        var text = scalar.Value as string ?? scalar.Value.ToString() ?? string.Empty;
        var safe = SafeText.Of(text, MaxValue);
        return ReferenceEquals(safe, scalar.Value) ? scalar : new ScalarValue(safe);
    }

    private static DictionaryValue Safe(DictionaryValue dictionary, int depth)
    {
        var elements = new Dictionary<ScalarValue, LogEventPropertyValue>();
        foreach (var (key, value) in dictionary.Elements.Take(MaxElements)) elements[Safe(key)] = Safe(value, depth + 1);
        return new DictionaryValue(elements);
    }
}
