using CsCheck;
using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Tests.Care;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Checking;

public sealed class StateWordsTests
{
    private static readonly CarePlan Dry = Plan([CareAdvice.WaterNow], soil: 12);
    private static readonly CarePlan Wet = Plan([CareAdvice.LetDry], soil: 95);
    private static readonly CarePlan Well = Plan([CareAdvice.WaterSoon], soil: 50);
    private static readonly CarePlan Cold = Plan([CareAdvice.WarmerPlace], soil: 50);
    private static readonly CarePlan Dark = Plan([CareAdvice.MoreLight], soil: 50);
    private static readonly CarePlan Unknown = Plan([CareAdvice.FeelSoil], soil: null);

    private static readonly string[] WellWords =
    [
        "happy", "well", "fine", "healthy", "content", "perfectly healthy", "in good health and happy", "very happy",
        "still quite well", "glücklich", "gesund", "zufrieden", "wohl", "sehr gesund", "rundum zufrieden", "putzmunter",
    ];

    private static readonly string[] Frames =
    [
        "It is {0}.", "It looks {0}.", "The fern seems {0}!", "Its soil is at {{r1}} and it feels {0}.", "As you see, it is {0}.",
        "Sie ist {0}.", "Sie wirkt {0}.", "Die Pflanze sieht {0} aus.", "Sie fühlt sich {0}.",
        "Sie steht am Fenster, und sie ist {0}.", ];

    [Fact]
    public void Fault_ClaimThatItIsWell_HoldsWhereThePlanSaysSoAlone()
    {
        var frames = Gen.Int[0, Frames.Length - 1].Select(at => Frames[at]);
        var words = Gen.Int[0, WellWords.Length - 1].Select(at => WellWords[at]);
        Gen.Select(frames, words, Gen.Bool).Sample((frame, word, isShouted) =>
        {
            var text = string.Format(null, frame, isShouted ? word.ToUpperInvariant() : word);
            foreach (var plan in (CarePlan[])[Dry, Wet, Cold, Dark, Unknown]) Assert.NotNull(StateWords.Fault(text, plan));
            Assert.Null(StateWords.Fault(text, Well));
        });
    }

    [Theory]
    [InlineData("It looks happy.")]
    [InlineData("A happy fern on its sill.")]
    [InlineData("It thrives where it is.")]
    [InlineData("It is doing well.")]
    [InlineData("I can see that it is happy.")]
    [InlineData("It is so happy.")]
    [InlineData("If you look at it, it is happy.")]
    [InlineData("Thanks to you it is happy.")]
    [InlineData("Its soil is moist.")]
    [InlineData("Its soil is not dry.")]
    [InlineData("Its soil isn't dry at all.")]
    [InlineData("It has enough water.")]
    [InlineData("There is plenty of moisture in its pot of soil.")]
    [InlineData("It got too much water and is soggy.")]
    [InlineData("Es geht ihr gut.")]
    [InlineData("Ihre Erde ist feucht.")]
    [InlineData("Ihre Erde ist nicht trocken.")]
    [InlineData("Sie hat genug Wasser.")]
    [InlineData("Sie gedeiht prächtig.")]
    [InlineData("Weil ihre Erde feucht ist.")]
    [InlineData("Sie ist übergossen.")]
    public void Fault_FalseOfAPlantThatIsDry_IsRefused(string text) => Assert.NotNull(StateWords.Fault(text, Dry));

    [Theory]
    [InlineData("Its soil is dry.")]
    [InlineData("It is thirsty, and its leaves hang.")]
    [InlineData("It is not happy.")]
    [InlineData("It does not look well.")]
    [InlineData("Its soil is not moist enough.")]
    [InlineData("It has not enough water.")]
    [InlineData("It will be happy again once its roots are wet.")]
    [InlineData("It stays healthy only where its soil is moist.", true)]
    [InlineData("Water reaches its roots when the soil is moist.")]
    [InlineData("So that it does not dry out.")]
    [InlineData("Is it happy in its pot?")]
    [InlineData("Healthy roots need air.")]
    [InlineData("A moist soil keeps its leaves firm.")]
    [InlineData("Well, its soil has lost a lot.")]
    [InlineData("It should be moist.")]
    [InlineData("It was well until its soil dried.")]
    [InlineData("Ihre Erde ist trocken.")]
    [InlineData("Sie ist nicht glücklich.")]
    [InlineData("Sie wird wieder gesund.")]
    [InlineData("Damit sie gesund bleibt.")]
    [InlineData("Wenn die Erde feucht ist, nimmt sie Wasser auf.")]
    [InlineData("Gut, dass du fragst.")]
    public void Fault_OfAPlantThatIsDry_TakesWhatHoldsOrClaimsNothing(string text, bool isOverCautious = false) =>
        Assert.Equal(isOverCautious, StateWords.Fault(text, Dry) is not null);

    [Theory]
    [InlineData("Its soil is dry.", true)]
    [InlineData("It is not wet.", true)]
    [InlineData("It is thirsty.", true)]
    [InlineData("Sie hat zu wenig Wasser.", true)]
    [InlineData("Its soil is soggy.", false)]
    [InlineData("It has too much water.", false)]
    [InlineData("Ihre Erde ist nass.", false)]
    public void Fault_OfAPlantThatIsWet_RefusesTheContrary(string text, bool isRefused) =>
        Assert.Equal(isRefused, StateWords.Fault(text, Wet) is not null);

    [Theory]
    [InlineData("It is warm enough.", "cold", true)]
    [InlineData("It is too cold.", "cold", false)]
    [InlineData("Es ist zu heiß.", "cold", true)]
    [InlineData("It gets enough light.", "dark", true)]
    [InlineData("Sie bekommt genug Licht.", "dark", true)]
    [InlineData("It gets too little light.", "dark", false)]
    [InlineData("It does not get enough light.", "dark", false)]
    [InlineData("It is too bright.", "dark", true)]
    [InlineData("It is dry.", "unknown", true)]
    [InlineData("Its soil is moist.", "unknown", true)]
    [InlineData("Nobody knows whether it is dry.", "unknown", false)]
    [InlineData("It is sick.", "well", true)]
    [InlineData("It is dry.", "well", true)]
    [InlineData("It is nearly dry.", "well", false)]
    [InlineData("Its soil is moist.", "well", false)]
    public void Fault_OfOtherStates_HoldsThemToThePlan(string text, string state, bool isRefused)
    {
        var plan = state switch { "cold" => Cold, "dark" => Dark, "unknown" => Unknown, _ => Well };

        Assert.Equal(isRefused, StateWords.Fault(text, plan) is not null);
    }

    [Fact]
    public void Fault_OfTheRulesOwnReasons_IsNoneInEveryCase()
    {
        var species = SpeciesFile.BuiltIn().ToDictionary(profile => profile.Id);
        var faults = new List<string>();
        foreach (var one in EvalCase.All())
        {
            var plan = CarePlanner.Plan(one.Inputs(species));
            foreach (var words in CareLanguages.All)
            {
                var text = new CareText(plan, words);
                foreach (var item in plan.Items)
                {
                    var why = text.ReasonTemplate(item, fact => fact.Value is not null);
                    if (StateWords.Fault(why, plan) is { } fault) faults.Add($"{words.Language} {item.Id}: {why} {fault}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct().Take(20)));
    }

    private static CarePlan Plan(string[] advice, double? soil) => new()
    {
        PlantId = "pl-1",
        MadeAt = 1_000_000_000_000,
        ValidUntil = 1_000_086_400_000,
        Away = new CareAway(CareAway.NobodyKnows, null, []),
        Items = [.. advice.Select(id => new CareItem { Id = id, Kind = CareKind.Water, From = 0, To = 1 })],
        Unknown = soil is null ? [CareFactNames.Soil] : [],
        Facts =
        [
            .. soil is { } known ? (CareFact[])[Fact("r1", CareFactNames.Soil, known)] : [],
            Fact("r2", CareFactNames.SoilLow, 30), Fact("r3", CareFactNames.SoilHigh, 80),
        ],
    };

    private static CareFact Fact(string reference, string name, double value) =>
        new() { Name = name, Ref = reference, Kind = CareFactKind.Reading, Value = value, Unit = "%" };
}
