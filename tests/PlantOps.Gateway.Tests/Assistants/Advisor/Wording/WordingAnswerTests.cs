using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

public sealed class WordingAnswerTests
{
    private const long Now = 1_000_000_000_000;
    private const long Day = CareCase.Day;

    private static readonly CarePlan Plan = new()
    {
        PlantId = "pl-1",
        MadeAt = Now,
        ValidUntil = Now + Day,
        Away = new CareAway(CareAway.NobodyKnows, null, []),
        Digest = "d",
        Items =
        [
            Item(CareAdvice.WaterNow, CareKind.Water, Now - Day, "r1", "r2"),
            Item(CareAdvice.DamperAir, CareKind.Humidity, Now - Day, "r3"),
            Item(CareAdvice.Feed, CareKind.Feed, Now + Day),
        ],
        Facts =
        [
            Fact("r1", CareFactNames.Soil), Fact("r2", CareFactNames.SoilLow), Fact("r3", CareFactNames.Humidity),
            new CareFact { Name = CareFactNames.Pets, Ref = "r4", Kind = CareFactKind.Species, Text = "none" },
            new CareFact { Name = CareFactNames.Watering, Ref = "r5", Kind = CareFactKind.Species, Text = "500 ml" },
        ],
    };

    [Fact]
    public void Read_OrderOfAModel_HoldsAmongWhatIsEquallyUrgent()
    {
        var wording = Read("feed", "damper-air", "water-now").Wording!;

        Assert.Equal(["damper-air", "water-now", "feed"], wording.Items.Select(item => item.Id));
    }

    [Theory]
    [InlineData("{r3}")]
    [InlineData("{r4}")]
    [InlineData("{r5}")]
    [InlineData("{r9}")]
    public void Read_ReasonThatRefersToAnotherItemsFactOrAText_IsRefused(string reference) =>
        Assert.Contains("no reference", Why($"It is at {reference}.").Fault, StringComparison.Ordinal);

    [Fact]
    public void Read_FencedJson_IsRead() =>
        Assert.NotNull(
            WordingAnswer.Read($"```json\n{Answer("It is dry.", "water-now", "damper-air", "feed")}\n```", Plan, "m", 1).Wording);

    [Theory]
    [InlineData("water-now,damper-air")]
    [InlineData("water-now,damper-air,feed,feed")]
    [InlineData("water-now,damper-air,feed,repot")]
    [InlineData("")]
    public void Read_ItemsThatAreNotThePlans_IsRefused(string ids) =>
        Assert.Contains("items:", Read(ids.Split(',', StringSplitOptions.RemoveEmptyEntries)).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("Do not water it.")]
    [InlineData("Never ever water it.")]
    [InlineData("There is no need to water it.")]
    [InlineData("Watering is not needed.")]
    [InlineData("Stop watering it.")]
    [InlineData("Leave it dry.")]
    [InlineData("Gieße sie nicht.")]
    [InlineData("Gib ihr kein Wasser.")]
    [InlineData("Lass sie trocken.")]
    [InlineData("It is well. Repot it into fresh soil.")]
    [InlineData("Prune it to the ground.")]
    [InlineData("Do the opposite of what stands above.")]
    [InlineData("Never feed it.")]
    public void Read_ReasonAgainstThePlan_IsRefused(string why) => Assert.NotNull(Why(why).Fault);

    [Theory]
    [InlineData("Water it now.", false)]
    [InlineData("It is well; gieße sie jetzt.", false)]
    [InlineData("Feed it.", false)]
    [InlineData("Water stands in its saucer.", true)]
    [InlineData("Do not water it: its roots stand in water.", true)]
    public void Read_ReasonOfAPlanThatLetsItDry_MayNotWaterIt(string why, bool isTaken)
    {
        var plan = Plan with { Items = [Item(CareAdvice.LetDry, CareKind.Water, Now - Day, "r1") with { CanBeDone = false }] };

        Assert.Equal(isTaken, WordingAnswer.Read(Answer(why, "let-dry"), plan, "m", 1).Wording is not null);
    }

    [Theory]
    [InlineData("Its soil is at {r1} and should be at least {r2}.")]
    [InlineData("It was not watered for a while, and its leaves hang.")]
    [InlineData("Roots in such soil take up nothing.")]
    [InlineData("Ihre Erde ist bei {r1}: Sie trocknet nicht mehr langsam.")]
    public void Read_ReasonForThePlan_IsTaken(string why) => Assert.Null(Why(why).Fault);

    [Fact]
    public void Moved_ToAPlanWithOtherReferences_FollowsTheFactsByName()
    {
        var wording = Why("Its soil is at {r1}.").Wording!;
        var next = Plan with { Facts = [Fact("r1", CareFactNames.Humidity), Fact("r2", CareFactNames.Soil)] };
        var names = WordingReferences.NamesOf(wording, Plan);

        Assert.Equal("Its soil is at {r2}.", WordingReferences.Moved(wording, names, next)!.Items[0].Why);
        Assert.Null(WordingReferences.Moved(wording, names, Plan with { Facts = [] }));
    }

    [Fact]
    public void Check_WordingFromTheStoreThatNobodyChecked_IsNotTaken()
    {
        var wording = Why("It is dry.").Wording!;

        Assert.NotNull(WordingAnswer.Check(wording, Plan));
        Assert.Null(WordingAnswer.Check(wording with { Summary = "It is at 12 %." }, Plan));
        Assert.Null(WordingAnswer.Check(wording with { Items = [wording.Items[0]] }, Plan));
    }

    private static (CareWording? Wording, string? Fault) Why(string why) =>
        WordingAnswer.Read(Answer(why, "water-now", "damper-air", "feed"), Plan, "m", 1);

    private static (CareWording? Wording, string? Fault) Read(params string[] ids) =>
        WordingAnswer.Read(Answer("It is dry.", ids), Plan, "m", 1);

    private static string Answer(string why, params string[] ids)
    {
        var items = ids.Select((id, at) => $$"""{"candidate":"{{id}}","why":"{{(at == 0 ? why : "It is so.")}}"}""");
        return $$"""{"summary":"It is so.","items":[{{string.Join(',', items)}}],"questions":[]}""";
    }

    private static CareItem Item(string id, CareKind kind, long from, params string[] refs) =>
        new() { Id = id, Kind = kind, From = from, To = from + (7 * Day), Refs = refs };

    private static CareFact Fact(string reference, string name) =>
        new() { Name = name, Ref = reference, Kind = CareFactKind.Reading, Value = 12, Unit = "%" };
}
