using System.Text.RegularExpressions;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Tests.Plants.Species;

public sealed class SpeciesFileTests
{
    private const string Head = """
        [sources]
        key; name; publisher; url
        book; A Book; A Publisher; https://example.org/book
        [moisture]
        class; range; meaning
        moist; 40..85 / 25..; Keep moist
        [species]
        id; scientific; synonyms; common; german; moisture; temperature; humidity; light; watering; feeding; pets; children; sources

        """;

    private const string Good =
        "fern; Filix bona; Filix; Good fern, Fern; ; moist; 10..30 / 5..40; 40..90; 500..20000 / 1..10; Often; Seldom; none; unknown; book";

    private static readonly SpeciesFile BuiltIn = SpeciesFile.Parse(SpeciesFile.BuiltInText());

    [Fact]
    public void BuiltIn_AsShipped_HasNoErrorAndManyProfiles()
    {
        Assert.Empty(BuiltIn.Errors);
        Assert.InRange(BuiltIn.Profiles.Count, 320, 1000);
        Assert.Equal(BuiltIn.Profiles.Count, BuiltIn.Profiles.Select(profile => profile.ScientificName).Distinct().Count());
    }

    [Fact]
    public void BuiltIn_Checked_HasNoProblem() => Assert.Empty(SpeciesFileCheck.Of(SpeciesFile.BuiltInText()));

    /// <summary>Not a test: <c>tests/check-species</c> runs it, with another file in SPECIES_FILE.</summary>
    [Fact(Explicit = true)]
    public void File_Named_IsChecked()
    {
        var file = Environment.GetEnvironmentVariable("SPECIES_FILE");
        var text = string.IsNullOrEmpty(file) ? SpeciesFile.BuiltInText() : File.ReadAllText(file);
        var problems = SpeciesFileCheck.Of(text);
        foreach (var problem in problems) Console.WriteLine(problem);
        Console.WriteLine($"{SpeciesFile.Parse(text).Profiles.Count} species, {problems.Count} problems");
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("; Fensterblatt, Köstliches Fensterblatt;", "; ;", "column german: It is empty.")]
    [InlineData("; Wenn die obersten 3 cm trocken sind\n", "; Wenn die obersten 2 cm trocken sind\n",
        "column german: It has other figures.")]
    [InlineData("\nStand it in water;", "\nStand it in wine;", "column watering: 'Stand it in water' is not under [german].")]
    [InlineData("\nStand it in water;", "\nStand it in wine;", "column phrase: No species says so.")]
    [InlineData("\nmonstera-deliciosa;", "\nmonstera-delicious;", "column id: It is made of none of the scientific names.")]
    [InlineData("Ceriman, Split-leaf", "ceriman, Ceriman, Split-leaf", "column common: 'ceriman' is there twice.")]
    [InlineData("Ceriman, Split-leaf", "Ceriman, Peace lily, Split-leaf", "not under [shared]")]
    [InlineData("Money tree; pachira-aquatica, crassula-ovata", "Money tree; pachira-aquatica",
        "column species: 'Money tree' is a name of")]
    [InlineData("Money tree; pachira-aquatica, crassula", "Money bush; pachira-aquatica, crassula", "It is of no two species.")]
    [InlineData("\ndry; 8..75", "\ndry; 8..60", "What a thorough watering leaves, 75, is too wet for it.")]
    [InlineData("15..75 / 6..; 14..30", "15..70 / 6..; 14..30", "What a thorough watering leaves, 75, is too wet for it.")]
    [InlineData("15..75 / 6..; 14..30", "15..75; 14..30", "It does not say where the plant suffers.")]
    [InlineData("14..30 / 10..36", "14..56 / 10..58", "It is outside of every class")]
    [InlineData("none; unknown; aspca, uga, purdue, mobot", "none; unknown; uga, purdue, mobot", "Poison is told after none of")]
    [InlineData(
        "autumn; irritant; irritant; aspca", "autumn; none; irritant; aspca", "column pets: Monstera adansonii is irritant.")]
    public void Check_OneThingWrong_NamesIt(string right, string wrong, string problem)
    {
        var text = SpeciesFile.BuiltInText();
        Assert.Contains(right, text, StringComparison.Ordinal);
        var at = text.IndexOf(right, StringComparison.Ordinal);

        var problems = SpeciesFileCheck.Of(text[..at] + wrong + text[(at + right.Length)..]);

        Assert.Contains(problems, one => one.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lilium-hybridum")]
    [InlineData("lilium-longiflorum")]
    [InlineData("lilium-lancifolium")]
    [InlineData("hemerocallis-fulva")]
    [InlineData("convallaria-majalis")]
    [InlineData("narcissus-pseudonarcissus")]
    [InlineData("tulipa-gesneriana")]
    [InlineData("digitalis-purpurea")]
    [InlineData("taxus-baccata")]
    [InlineData("nerium-oleander")]
    [InlineData("cycas-revoluta")]
    [InlineData("colchicum-autumnale")]
    [InlineData("gloriosa-superba")]
    [InlineData("persea-americana")]
    public void BuiltIn_PlantThatKillsPets_IsToxicToThem(string id) =>
        Assert.Equal(Toxicity.Toxic, BuiltIn.Profiles.Single(profile => profile.Id == id).Pets);

    [Fact]
    public void BuiltIn_EveryProfile_HasBothNamesEveryRangeHabitsAndASource()
    {
        Assert.All(BuiltIn.Profiles, profile =>
        {
            Assert.NotEmpty(profile.ScientificName);
            Assert.NotEmpty(profile.CommonNames);
            Assert.NotEmpty(profile.Sources);
            Assert.True(profile.Watering?.Length > 3 && profile.Feeding?.Length > 3);
            Assert.True(profile.Soil is { Low: not null, High: not null, CriticalLow: not null });
            Assert.True(profile.Temperature is { Low: not null, High: not null, CriticalLow: not null, CriticalHigh: not null });
            Assert.True(profile.Humidity is { Low: not null, High: not null });
            Assert.True(profile.Light is { MinLux: not null, MaxLux: not null, MinDaily: not null, MaxDaily: not null });
        });
    }

    [Fact]
    public void BuiltIn_EveryId_IsMadeOfTheScientificName() => Assert.All(BuiltIn.Profiles, profile =>
    {
        // Ids stay when botanists rename a plant: then the name it had is among the synonyms.
        var names = profile.Synonyms.Prepend(profile.ScientificName)
            .Select(name => Regex.Replace(name.ToLowerInvariant(), "[^a-z]+", "-").Trim('-'));
        Assert.Contains(profile.Id, names);
    });

    [Fact]
    public void BuiltIn_ToxicityThatIsTold_HasASourceThatListsPlants()
    {
        string[] lists = ["ASPCA", "Davis", "North Carolina", "California", "Poison Center"];
        var claimed = BuiltIn.Profiles.Where(profile =>
            profile.Pets != Toxicity.Unknown || profile.Children is Toxicity.Toxic or Toxicity.Irritant);
        Assert.All(claimed,
            profile =>
                Assert.Contains(profile.Sources, source => lists.Any(list => source.Contains(list, StringComparison.Ordinal))));
    }

    [Fact]
    public void Parse_ClassesAndNumbers_ReadsBothAndTellsEstimates()
    {
        var file = SpeciesFile.Parse(Head + Good);

        Assert.Empty(file.Errors);
        var profile = Assert.Single(file.Profiles);
        Assert.Equal(["Good fern", "Fern"], profile.CommonNames);
        Assert.Equal(new MetricRange(40, 85) { CriticalLow = 25 }, profile.Soil);
        Assert.Equal(new MetricRange(10, 30) { CriticalLow = 5, CriticalHigh = 40 }, profile.Temperature);
        Assert.Equal(new LightRange(500, 20000, 1, 10), profile.Light);
        Assert.Equal([SpeciesFields.Soil], profile.Estimates);
        Assert.Equal((Toxicity.None, Toxicity.Unknown), (profile.Pets, profile.Children));
        Assert.Equal(["A Book. A Publisher. https://example.org/book"], profile.Sources);
    }

    [Theory]
    [InlineData("moist;", "moits;", "moisture")]
    [InlineData("10..30", "30..10", "temperature")]
    [InlineData("10..30", "10-30", "temperature")]
    [InlineData("/ 5..40", "/ 11..40", "temperature")]
    [InlineData("40..90;", "40..190;", "humidity")]
    [InlineData("40..90;", "..;", "humidity")]
    [InlineData("500..", "NaN..", "light")]
    [InlineData("; none", "; nnoe", "pets")]
    [InlineData("; unknown", "; ", "children")]
    [InlineData("; book", "; boko", "sources")]
    [InlineData("; book", "; ", "sources")]
    [InlineData("Good fern, Fern", "", "common")]
    [InlineData("Filix bona", "", "scientific")]
    [InlineData("fern;", "Fern!;", "id")]
    public void Parse_OneCellWrong_NamesLineAndColumn(string right, string wrong, string column)
    {
        var row = Good.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Good, row);

        var error = Assert.Single(SpeciesFile.Parse(Head + row).Errors);

        Assert.StartsWith($"line 9, column {column}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralThingsWrong_TellsAllOfThem()
    {
        var file = SpeciesFile.Parse(
            $"stray\n{Head}{Good}\n{Good}\nfern; too short\n{Good.Replace("moist", "x", StringComparison.Ordinal).Replace("none", "y", StringComparison.Ordinal)}");

        Assert.Equal(["line 1: it is in no [section].", "line 12: it has 2 cells instead of 14."], file.Errors.Take(2));
        Assert.Equal(6, file.Errors.Count);
        Assert.Contains("line 11, column id: 'fern' is there already.", file.Errors);
    }

    [Fact]
    public void Of_Profile_GivesItsRulesTheirRanges()
    {
        var ranges = SpeciesRanges.Of(SpeciesFile.Parse(Head + Good).Profiles[0]);

        Assert.Equal(new MetricRange(40, 85) { CriticalLow = 25 }, ranges.Soil);
        Assert.Equal((20000, 1), (ranges.MostLight, ranges.LeastDailyLight));
        Assert.Equal((10, 90), (ranges.Temperature?.Low, ranges.Humidity?.High));
    }
}
