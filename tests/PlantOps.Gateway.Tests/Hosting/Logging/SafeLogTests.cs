using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using PlantOps.Gateway.Hosting.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace PlantOps.Gateway.Tests.Hosting.Logging;

public sealed class SafeLogTests
{
    private const string Rare = "\n\r\t\u001b\u0085\u2028\u2029\u202e\u2066\u200b\u007fa{}@:";

    private static readonly ITextFormatter Text =
        new MessageTemplateTextFormatter(GatewayLogging.Line, CultureInfo.InvariantCulture);

    // What forges a line is mostly made of what is rare.
    private static readonly Gen<string> Any = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Rare.Length - 1].Select(i => Rare[i]).Array[0, 40].Select(all => new string(all)),
        Gen.Char.Array[0, 3000].Select(all => new string(all)));

    [Fact]
    public void Write_OfAnyText_IsOneLineWithoutControlCharacters() => Gen.Select(Any, Any).Sample((first, second) =>
    {
        var lines = LinesOf(log => log.Information("{First} and {@Second:l}", first, new[] { second, second }));

        AssertHarmless(Assert.Single(lines), first);
    });

    [Fact]
    public void Write_OfAnyTemplate_IsOneLine() => Any.Sample(text =>
    {
        var lines = LinesOf(log => log.Write(LogEventLevel.Information, text));

        AssertHarmless(Assert.Single(lines), text);
    });

    [Fact]
    public void Write_OfAnyException_HasIndentedLinesOnly() => Any.Sample(text =>
    {
        var lines = LinesOf(log => log.Error(Thrown(new InvalidOperationException(text, new IOException(text))), "It failed"));

        Assert.True(lines.Length > 3, "The stack of a fault of ours is there.");
        Assert.All(lines.Skip(1), line => Assert.StartsWith("   ", line, StringComparison.Ordinal));
        Assert.All(lines, line => AssertHarmless(line, text));
    });

    [Fact]
    public void Write_AsJson_IsOneLineThatIsJson() => Any.Sample(text =>
    {
        var fault = Thrown(new InvalidOperationException(text));

        var lines = LinesOf(log => log.Error(fault, "{Text}", text), new CompactJsonFormatter());

        var line = Assert.Single(lines);
        AssertHarmless(line, text);
        Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("Text").GetString()!.Length <= SafeLogSink.MaxValue + 1);
    });

    public static TheoryData<Exception> OfPeers =>
    [
        new BadHttpRequestException("bad"), new ConnectionResetException("gone"), new OperationCanceledException(),
        new IOException("gone", new SocketException((int)SocketError.ConnectionReset)),
    ];

    [Theory]
    [MemberData(nameof(OfPeers), DisableDiscoveryEnumeration = true)]
    public void Write_OfWhatAPeerDid_HasNoStack(Exception exception)
    {
        var lines = LinesOf(log => log.Error(Thrown(exception), "It broke off"));

        Assert.Equal(2, lines.Length);
        Assert.Contains(exception.GetType().Name, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfALongValue_IsCut()
    {
        var line = Assert.Single(LinesOf(log => log.Information("{Path} asked for", new string('x', 100_000))));

        Assert.Contains("x… asked for", line, StringComparison.Ordinal);
        Assert.True(line.Length < SafeLogSink.MaxValue + 100, "No longer than a value may be.");
    }

    [Fact]
    public void Write_OfWhatIsHarmless_IsAsItWas()
    {
        var lines =
            LinesOf(log => log.Information("{Name} at {Value:0.0} in {Place}", "Färn \U0001F33F", 21.56, new Uri("https://x/y")));

        var line = Assert.Single(lines);

        Assert.Contains("Färn \U0001F33F at 21.6 in https://x/y", line, StringComparison.Ordinal);
    }

    private static void AssertHarmless(string line, string given)
    {
        Assert.DoesNotContain(line, character => SafeText.Of(character.ToString(), 10) != character.ToString());
        Assert.True(line.Length < 8 * 1024, $"{given.Length} characters made a line of {line.Length}.");
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    private static string[] LinesOf(Action<ILogger> write, ITextFormatter? formatter = null)
    {
        var output = new StringWriter { NewLine = "\n" };
        var writer = new WriterSink(formatter ?? Text, output);
        using (var log = SafeLogSink.WriteSafelyTo(new LoggerConfiguration(), sink => sink.Sink(writer)).CreateLogger())
            write(log);
        var text = output.ToString();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text[..^1].Split('\n');
    }

    private sealed class WriterSink(ITextFormatter formatter, TextWriter output) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, output);
    }
}
