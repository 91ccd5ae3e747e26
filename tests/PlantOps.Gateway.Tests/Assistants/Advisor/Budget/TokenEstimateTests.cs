using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.ML.Tokenizers;
using PlantOps.Gateway.Assistants.Advisor.Budget;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Budget;

public sealed class TokenEstimateTests
{
    private static readonly TiktokenTokenizer[] Tokenizers =
        [TiktokenTokenizer.CreateForEncoding("o200k_base"), TiktokenTokenizer.CreateForEncoding("cl100k_base")];

    /// <summary>What is not a letter within a word: every byte may be a token of its own.</summary>
    [Theory]
    [InlineData("12345678", 8)]
    [InlineData("水をやる", 12)]
    [InlineData("🌵🪴", 8)]
    [InlineData("ABC", 3)]
    [InlineData("{\"a\":1}", 7)]
    [InlineData("", 0)]
    public void Of_WhatTokenizersCutIntoBytes_CountsEachByte(string text, int tokens) =>
        Assert.InRange(TokenEstimate.Of(text), tokens - (tokens > 0 ? 1 : 0), tokens);

    [Theory]
    [InlineData("Water it today until water runs out below, and empty the saucer after a quarter of an hour.")]
    [InlineData("Giesse sie heute durchdringend und leere den Untersetzer nach einer Viertelstunde wieder aus.")]
    public void Of_Prose_IsNotMuchMoreThanAHalfOfItsBytes(string text) =>
        Assert.InRange(TokenEstimate.Of(text), text.Length / 3, (text.Length * 6 / 10) + 1);

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz")]
    [InlineData("abcdefghijklmnopqrstuvwxyz       ")]
    [InlineData("bcdfghjklmnpqrstvwxz")]
    [InlineData("aeiouy ")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")]
    [InlineData("0123456789abcdef-")]
    [InlineData("0123456789")]
    [InlineData(" \n\t")]
    [InlineData("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")]
    [InlineData("äöüßéèàçñ ")]
    [InlineData("水をやる土が乾いたら𠮷龘鱻")]
    [InlineData("🌵🪴🌱💧👩🏽‍🌾🫘🪻🪷")]
    [InlineData("አጠጣውሃማታ ")]
    [InlineData("รดน้ำให้ชุ่ม")]
    public void Of_AnyNoise_IsNeverLessThanATokenizerCounts(string alphabet)
    {
        var (random, runes) = (new Random(4), alphabet.EnumerateRunes().ToArray());
        for (var length = 1; length < 1500; length = (length * 2) + 1)
        {
            var text = new StringBuilder();
            for (var i = 0; i < length; i++) text.Append(runes[random.Next(runes.Length)]);
            AssertEnough(text.ToString());
        }
    }

    [Fact]
    public void Of_TextOfDocuments_IsNeverLessThanATokenizerCounts()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "docs"))) folder = folder.Parent!;
        var files = Directory.GetFiles(Path.Combine(folder.FullName, "docs"), "*.md");

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var text = File.ReadAllText(file);
            AssertEnough(text[..Math.Min(text.Length, 20_000)]);
        });
    }

    [Fact]
    public void Of_ARequest_CountsAllThatGoesAlong()
    {
        var message = new ChatMessage(ChatRole.User, "how dry is it?");
        var schema = JsonElement.Parse("""{"type":"object","properties":{"plant":{"type":"string"}}}""");
        var tool = AIFunctionFactory.CreateDeclaration("plant_get", "One plant.", schema);
        var plain = TokenEstimate.Of([message], new ChatOptions { MaxOutputTokens = 500 });

        var withTool = TokenEstimate.Of([message], new ChatOptions { MaxOutputTokens = 500, Tools = [tool] });
        var format = ChatResponseFormat.ForJsonSchema(schema, "answer");
        var withSchema = TokenEstimate.Of([message], new ChatOptions { MaxOutputTokens = 500, ResponseFormat = format });
        var picture = new ChatMessage(ChatRole.User, [new DataContent(new byte[300_000], "image/jpeg")]);
        var withPicture = TokenEstimate.Of([message, picture], new ChatOptions { MaxOutputTokens = 500 });
        var arguments = new Dictionary<string, object?> { ["plant"] = new string('1', 200) };
        var call = new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("call_1", "plant_get", arguments)]);
        var rows = JsonElement.Parse($"[{new string('1', 300)}]");
        var result = new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call_1", rows)]);
        var withCall = TokenEstimate.Of([message, call, result], new ChatOptions { MaxOutputTokens = 500 });

        Assert.Equal(500, plain.Output);
        Assert.InRange(plain.Input, 14 / 3, 100);
        Assert.True(withTool.Input >= plain.Input + TokenEstimate.Of(schema.GetRawText()) + 500);
        Assert.True(withSchema.Input >= plain.Input + TokenEstimate.Of(schema.GetRawText()));
        Assert.InRange(withPicture.Input, 4_000, 10_000);
        Assert.True(withCall.Input >= plain.Input + 500);
    }

    private static void AssertEnough(string text)
    {
        // As one message: what marks it is part of the estimate.
        var estimate = TokenEstimate.Of([new ChatMessage(ChatRole.User, text)], new ChatOptions()).Input;
        var counted = Tokenizers.Max(tokenizer => tokenizer.CountTokens(text));
        Assert.True(estimate >= counted, $"{estimate} < {counted} of '{text[..Math.Min(80, text.Length)]}'");
    }
}
