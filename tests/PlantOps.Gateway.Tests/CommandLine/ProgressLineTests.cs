using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.Tests.CommandLine;

public sealed class ProgressLineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Show_OnATerminal_IsOneLineThatIsWrittenOver()
    {
        var line = new ProgressLine(_output, isTerminal: true, _time);

        line.Show(_ => "too early");
        After(TimeSpan.FromMilliseconds(200));
        line.Show(seconds => $"a long line after {seconds:0.0} s");
        After(TimeSpan.FromMilliseconds(200));
        line.Show(_ => "short");
        line.Clear();

        Assert.Equal("\ra long line after 0.2 s\rshort                  \r     \r", _output.ToString());
    }

    [Fact]
    public void Show_ElsewhereThanOnATerminal_IsALineNowAndThen()
    {
        var line = new ProgressLine(_output, isTerminal: false, _time);

        for (var second = 1; second <= 25; second++)
        {
            After(TimeSpan.FromSeconds(1));
            line.Show(seconds => $"{seconds:0} s");
        }

        line.Clear();

        Assert.Equal("10 s\n20 s\n", _output.ToString());
    }

    private void After(TimeSpan time) => _time.Advance(time);
}
