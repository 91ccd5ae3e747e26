using System.Text.Json;
using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Settings;

/// <summary>What the advisor's settings can be, and for whom a key and photos are.</summary>
public sealed class AdvisorRulesTests
{
    private const string Key = "sk-first-key-4711";

    private static readonly AdvisorState Nothing = new(new AdvisorSettings(), AdvisorSource.Settings);

    [Theory]
    [InlineData("""{"provider":"gemini"}""", "provider")]
    [InlineData("""{"provider":"0"}""", "provider")]
    [InlineData("""{"provider":"openai,anthropic"}""", "provider")]
    [InlineData("""{"model":"gpt\n5"}""", "model")]
    [InlineData("""{"model":"\n"}""", "model")]
    [InlineData("""{"model":"gpt\u202e5"}""", "model")]
    [InlineData("""{"model":"gpt\u00005"}""", "model")]
    [InlineData("""{"provider":"openai","api_key":"sk-1\nX-Evil: 1"}""", "api_key")]
    [InlineData("""{"provider":"openai","api_key":"sk 1"}""", "api_key")]
    [InlineData("""{"provider":"openai","api_key":"schlüssel"}""", "api_key")]
    [InlineData("""{"provider":"openai","api_key":"…4711"}""", "api_key")]
    [InlineData("""{"provider":"openai"}""", "api_key")]
    [InlineData("""{"provider":"anthropic","api_key":null}""", "api_key")]
    [InlineData("""{"provider":"compatible"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://me:secret@models.example/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://me@models.example/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://models.example/v1#there"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://models.example/v1#"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://models.example/v1?key=1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"ftp://models.example"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"file:///etc/passwd"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"javascript:alert(1)"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"models.example/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://models.example/a b"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://models.example/\r\nX: 1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"http://93.184.215.14/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"http://192.168.1.20:11434/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://192.168.1.20/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://169.254.169.254/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://0.0.0.0/v1"}""", "address")]
    [InlineData("""{"provider":"compatible","address":"https://[fd00::1]/v1"}""", "address")]
    [InlineData("""{"provider":"openai","api_key":"sk-1","address":"http://127.0.0.1:1/v1"}""", "address")]
    [InlineData("""{"provider":"openai","api_key":"sk-1","address":"https://localhost/v1"}""", "address")]
    [InlineData("""{"provider":"anthropic","api_key":"sk-1","address":"https://[::1]/"}""", "address")]
    [InlineData("""{"provider":"anthropic","api_key":"sk-1","address":"https://2130706433/"}""", "address")]
    [InlineData("""{"provider":"anthropic","api_key":"sk-1","address":"https://[::ffff:10.0.0.1]/"}""", "address")]
    [InlineData("""{"timeout_seconds":0}""", "timeout_seconds")]
    [InlineData("""{"timeout_seconds":601}""", "timeout_seconds")]
    [InlineData("""{"day_tokens":0}""", "day_tokens")]
    [InlineData("""{"day_tokens":-1}""", "day_tokens")]
    [InlineData("""{"month_tokens":9000000000000}""", "month_tokens")]
    [InlineData("""{"refresh_days":0}""", "refresh_days")]
    [InlineData("""{"input_price":-0.1}""", "input_price")]
    [InlineData("""{"output_price":10001}""", "output_price")]
    [InlineData("""{"month_cost":-5,"input_price":1,"output_price":1}""", "month_cost")]
    [InlineData("""{"month_cost":5}""", "month_cost")]
    [InlineData("""{"month_cost":5,"input_price":1}""", "month_cost")]
    [InlineData("""{"photos":true}""", "photos")]
    [InlineData("""{"modle":"gpt-5"}""", "modle")]
    public void Apply_WhatCannotBe_NamesTheField(string json, string field)
    {
        var (_, errors) = AdvisorRules.Apply(Nothing, Read(json));

        Assert.Equal(field, Assert.Single(errors).Key);
    }

    [Theory]
    [InlineData("""{"provider":"compatible","address":"http://127.0.0.1:11434/v1","model":"llama3.2"}""")]
    [InlineData("""{"provider":"compatible","address":"http://localhost:1234","model":"qwen/qwen3-8b"}""")]
    [InlineData("""{"provider":"compatible","address":"http://[::1]:8080","model":"m"}""")]
    [InlineData("""{"provider":"compatible","address":"https://openrouter.ai/api/v1","model":"a/b:free","api_key":"sk-or-1"}""")]
    [InlineData("""{"provider":"compatible","address":"http://192.168.1.20:11434/v1","model":"m","allow_local_targets":true}""")]
    [InlineData("""{"provider":"OpenAI","api_key":"sk-1","model":"gpt-5-mini"}""")]
    [InlineData("""{"provider":"anthropic","api_key":"sk-ant-1","model":"claude-sonnet-4-5"}""")]
    [InlineData(
        """{"provider":"anthropic","api_key":"k","model":"m","address":"http://127.0.0.1:1","allow_local_targets":true}""")]
    public void Apply_WhatCanBe_IsOn(string json)
    {
        var (state, errors) = AdvisorRules.Apply(Nothing, Read(json));

        Assert.Empty(errors);
        Assert.True(state.Settings.IsOn);
    }

    [Fact]
    public void Apply_WhatIsLeftOut_StaysAndNullIsTheDefault()
    {
        var kept = Openai("""{"day_tokens":7,"input_price":0.25,"output_price":2,"month_cost":5,"timeout_seconds":9}""");

        var (state, errors) = AdvisorRules.Apply(kept, Read("""{"month_cost":null,"day_tokens":null,"model":"gpt-5"}"""));

        Assert.Empty(errors);
        Assert.Equal((null, 50_000L, "gpt-5"), (state.Settings.MonthCost, state.Settings.DayTokens, state.Settings.Model));
        Assert.Equal((0.25m, 9.0, Key), (state.Settings.InputPrice, state.Settings.Timeout.TotalSeconds, state.Settings.ApiKey));
    }

    [Theory]
    [InlineData("""{"provider":"anthropic","api_key":"…4711"}""", "api_key")]
    [InlineData("""{"address":"https://elsewhere.example/v1","api_key":"…4711"}""", "api_key")]
    [InlineData("""{"address":"https://api.openai.com.example/v1","photos":true,"api_key":"sk-2"}""", "photos")]
    public void Apply_AKeyOrPhotosForAnother_AreRefusedWhereTheyAreSentBack(string json, string field)
    {
        var kept = Openai("""{"photos":true}""");

        var (_, errors) = AdvisorRules.Apply(kept, Read(json));

        Assert.Equal([field], errors.Keys);
    }

    [Fact]
    public void Apply_AnotherAddress_GetsNeitherTheKeyNorPhotos()
    {
        var kept = Openai("""{"photos":true}""");

        var (elsewhere, errors) = AdvisorRules.Apply(kept,
            Read("""{"provider":"compatible","address":"https://elsewhere.example/v1"}"""));
        var (same, _) = AdvisorRules.Apply(kept, Read("""{"address":"https://api.openai.com/v1/"}"""));

        Assert.Empty(errors);
        Assert.Equal((null, false), (elsewhere.Settings.ApiKey, elsewhere.Settings.Photos));
        Assert.Equal((Key, true), (same.Settings.ApiKey, same.Settings.Photos));
    }

    [Fact]
    public void Apply_AnotherProvider_IsNotAskedAtTheAddressOfTheOneBefore()
    {
        var (home, _) = AdvisorRules.Apply(Nothing,
            Read("""{"provider":"compatible","address":"https://home.example/v1","model":"m"}"""));
        var (off, _) = AdvisorRules.Apply(home, Read("""{"provider":"none"}"""));

        var (openai, _) = AdvisorRules.Apply(home, Read("""{"provider":"openai","api_key":"sk-2"}"""));
        var (later, _) = AdvisorRules.Apply(off, Read("""{"provider":"anthropic","api_key":"sk-2"}"""));
        var (again, _) = AdvisorRules.Apply(off, Read("""{"provider":"compatible"}"""));

        Assert.Equal((null, null, "home.example"),
            (openai.Settings.Address, later.Settings.Address, again.Settings.Address?.Host));
    }

    [Fact]
    public void Apply_OffAndOnAgain_KeepsTheKey()
    {
        var (off, _) = AdvisorRules.Apply(Openai("""{"photos":true}"""), Read("""{"provider":"none"}"""));
        var (on, errors) = AdvisorRules.Apply(off, Read("""{"provider":"openai"}"""));

        Assert.False(off.Settings.IsOn);
        Assert.Empty(errors);
        Assert.Equal((Key, true), (on.Settings.ApiKey, on.Settings.Photos));
    }

    [Theory]
    [InlineData(Key, "…4711")]
    [InlineData("short", "…")]
    [InlineData(null, null)]
    public void Mask_OfAKey_ShowsNoMoreThanItsEnd(string? key, string? shown) => Assert.Equal(shown, AdvisorRules.Mask(key));

    [Fact]
    public void ToString_OfSettings_HasNoKey() =>
        Assert.DoesNotContain("4711", $"{Openai("{}").Settings} {Openai("{}")}", StringComparison.Ordinal);

    private static AdvisorState Openai(string more)
    {
        var (state, errors) = AdvisorRules.Apply(Nothing,
            Read($$"""{"provider":"openai","model":"gpt-5-mini","api_key":"{{Key}}"}"""));
        Assert.Empty(errors);
        (state, errors) = AdvisorRules.Apply(state, Read(more));
        Assert.Empty(errors);
        return state;
    }

    private static AdvisorChange Read(string json) => JsonSerializer.Deserialize(json, AdvisorJson.Default.AdvisorChange)!;
}
