using System.Buffers;
using System.Text;
using PlantOps.Gateway.Broker.External;

namespace PlantOps.Gateway.Tests.Broker.External;

public sealed class ReadingNumbersTests
{
    [Theory]
    [InlineData("""{"boot":7,"readings":[{"seq":5},{"seq":6,"temperature":21},{"seq":7}]}""", "7: 5-7")]
    [InlineData("""{"readings":[{"seq":5},{"seq":8}],"boot":7}""", "7: 5-5 8-8")]
    [InlineData("""{"boot":7,"seq":9,"temperature":21}""", "7: 9-9")]
    [InlineData("""{"boot":"7","readings":[{"seq":"5"}]}""", "7: 5-5")]
    [InlineData("""{"boot":7,"readings":[{"seq":5,"temperature":"warm"},{"seq":6,"quality":{"seq":1}}]}""", "7: 5-6")]
    [InlineData("""{"boot":7,"other":[{"seq":5}],"readings":[{"seq":6}]}""", "7: 6-6")]
    [InlineData("""{"boot":7,"readings":[{"seq":5},{"seq":null},{"seq":[1]},{"seq":-1},{"seq":1.5},{"seq":6}]}""", "7: 5-6")]
    [InlineData("""{"boot":7,"readings":[{"seq":5},""", "7: 5-5")]
    public void In_AMessage_AreThoseThatItNames(string json, string expected) => Assert.Equal(expected, Text(json));

    [Theory]
    [InlineData("""{"temperature":21}""")]
    [InlineData("""{"seq":5}""")]
    [InlineData("""{"boot":7,"readings":[{"temperature":21}]}""")]
    [InlineData("""{"boot":7}""")]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("warm")]
    public void In_AMessageWithoutThem_AreNone(string json) => Assert.True(ReadingNumbers.In(Payload(json)).IsEmpty);

    private static string Text(string json)
    {
        var numbers = ReadingNumbers.In(Payload(json));
        return $"{numbers.Boot}: {string.Join(' ', numbers.Ranges!.Select(range => $"{range.First}-{range.Last}"))}";
    }

    private static ReadOnlySequence<byte> Payload(string json) => new(Encoding.UTF8.GetBytes(json));
}
