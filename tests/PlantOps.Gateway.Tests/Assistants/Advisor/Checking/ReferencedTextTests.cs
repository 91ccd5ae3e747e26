using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Checking;

public sealed class ReferencedTextTests
{
    private static readonly ReferenceTable Facts = Table();

    [Theory]
    [InlineData("Its soil is at {r1} and should be at least {r2}.")]
    [InlineData("One of its roots is dead; this one is not, and no one knows why.")]
    [InlineData("First let it drain, once the soil is moist again; both leaves are fine, but some may drop.")]
    [InlineData("Don't move it: it's happy, and the plant's leaves aren't pale.")]
    [InlineData("It may need more light (its window looks north) — shade is not its trouble.")]
    [InlineData("This kind of plant wants loose, well-drained soil; water it less in winter.")]
    [InlineData("Feed it on moist soil; how much is on the package.")]
    [InlineData("I would move it nearer to the window.")]
    [InlineData("Ihre Erde ist bei {r1} und sollte bei mindestens {r2} sein: Gieße sie, bevor sie welkt.")]
    [InlineData("Achte auf die Zweige und auf Blätter, die ein paar Flecken haben; sie mag Halbschatten.")]
    [InlineData("Eine einfache Regel: Erst fühlen, dann gießen, und den Untersetzer außerhalb der Sonne leeren.")]
    [InlineData("Vielleicht hat sie zweifellos zu viel Wasser; am Morgen steht sie in der Sonne.")]
    [InlineData("Das Wort „{r1}“ steht in Anführungszeichen ({r2}), und sie mag’s.")]
    [InlineData("Hätte sie Durst, hingen die Blätter. Und achte darauf, dass beide Töpfe abtropfen.")]
    public void Check_PlainSentence_IsTaken(string text)
    {
        var (found, fault) = ReferencedText.Check(text, Facts);

        Assert.Null(fault);
        Assert.Equal(text, found!.Template);
    }

    [Theory]
    [InlineData("It is at 12 %.")]
    [InlineData("It is at １２.")]
    [InlineData("It is at ٣.")]
    [InlineData("Light of x².")]
    [InlineData("Step ① is dry, Ⅻ is not.")]
    [InlineData("Half of it is dry.")]
    [InlineData("It is at ½.")]
    [InlineData("It is at twelve.")]
    [InlineData("It is at twenty-two.")]
    [InlineData("It is at twentytwo.")]
    [InlineData("It is at TWELVE.")]
    [InlineData("It is at twe\u00ADlve.")]
    [InlineData("It is at twe\u200Blve.")]
    [InlineData("It is at tw\u0435lve.")]
    [InlineData("It is at t\u0336welve.")]
    [InlineData("It is at twélve.")]
    [InlineData("It is at t-w-e-l-v-e.")]
    [InlineData("It is at t w e l v e.")]
    [InlineData("It is at twe lve.")]
    [InlineData("It is at twe - lve.")]
    [InlineData("It is at twe'lve, eigh't.")]
    [InlineData("It is at ᴛᴡᴇʟᴠᴇ.")]
    [InlineData("It is at 𝟏𝟐, 𝐭𝐰𝐞𝐥𝐯𝐞.")]
    [InlineData("It needs dozens of drops, a hundred leaves.")]
    [InlineData("Sie ist bei zweiundzwanzig.")]
    [InlineData("Sie ist bei ZWÖLF.")]
    [InlineData("Sie ist bei zwoelf oder zwo\u0308lf.")]
    [InlineData("Ein Drittel der Erde ist trocken.")]
    [InlineData("Gib ihr doppelt so viel.")]
    [InlineData("Gieße sie dreimal, die Hälfte in den Untersetzer.")]
    [InlineData("Gieße sie zwei und zwanzig Mal.")]
    [InlineData("Das achte Blatt, ein achtel davon.")]
    [InlineData("Es sind einundzwanzigste, eineinhalb, anderthalb.")]
    [InlineData("There is one leaf.")]
    [InlineData("It is at XII.")]
    [InlineData("It is at xii or IV.")]
    [InlineData("It is at lO or IOO.")]
    [InlineData("Give it twice as much, the third leaf.")]
    [InlineData("Il est à douze.")]
    [InlineData("Es sind zehnprozentig.")]
    public void Check_FigureThatIsNoReference_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("Water it tomorrow.")]
    [InlineData("Water it on Monday or in March.")]
    [InlineData("Water it in May.")]
    [InlineData("Water it in a week, for days.")]
    [InlineData("Gieße sie morgen.")]
    [InlineData("Gieße sie am Samstag im März, täglich, in einer Woche.")]
    [InlineData("See example.com now.")]
    [InlineData("See https://example.com now.")]
    [InlineData("See www example com.")]
    [InlineData("Write to me@example.org.")]
    [InlineData("Open javascript:alert.")]
    [InlineData("<b>Water</b> it.")]
    [InlineData("&lt;script&gt;")]
    [InlineData("**Water** it.")]
    [InlineData("[here](x)")]
    [InlineData("`water`")]
    [InlineData("# Water")]
    [InlineData("Water it.\u0007")]
    [InlineData("Water \u202Eti.")]
    [InlineData("Water \uE0001it.")]
    [InlineData("\U000E0041\U000E0042 water")]
    [InlineData("Water it 💧.")]
    [InlineData("Half \uD800 a character.")]
    [InlineData("It is {r99}.")]
    [InlineData("It is {r1")]
    [InlineData("It is r1}.")]
    [InlineData("It is {R1}.")]
    [InlineData("It is { r1 }.")]
    [InlineData("It is {{r1}}.")]
    [InlineData("It is {r01}.")]
    [InlineData("It is {soil_moisture}.")]
    [InlineData("It is {r1}{r2}.")]
    [InlineData("It is {r1}.{r2}.")]
    [InlineData("It is -{r1}.")]
    [InlineData("It is - {r1}.")]
    [InlineData("It is {r1}%.")]
    [InlineData("It is {r1} percent.")]
    [InlineData("It is {r1} °C.")]
    [InlineData("It is {r1} ml.")]
    [InlineData("It is {r1}k.")]
    [InlineData("It is x{r1}.")]
    [InlineData("It is not poisonous to cats.")]
    [InlineData("It is poi sonous.")]
    [InlineData("It is non-toxic, hochgiftig, ungiftig.")]
    [InlineData("Its berries are edible.")]
    [InlineData("Die Beeren sind essbar.")]
    [InlineData("Give it a cup of water with neem.")]
    [InlineData("Ein Teelöffel Dünger.")]
    [InlineData("Das Kind kann sie essen.")]
    [InlineData("Put bleach into the water.")]
    [InlineData("Send your password.")]
    [InlineData("Вода.")]
    [InlineData("")]
    [InlineData(" \n")]
    public void Check_WhatIsNotItsToSay_IsRefused(string text) => AssertRefused(text);

    [Fact]
    public void Check_LongText_IsRefused()
    {
        Assert.NotNull(ReferencedText.Check(string.Concat(Enumerable.Repeat("Water it. ", 200)), Facts).Text);
        Assert.Contains("2000 bytes", ReferencedText.Check(string.Concat(Enumerable.Repeat("Water it. ", 201)), Facts).Fault,
            StringComparison.Ordinal);
        Assert.Contains("3 bytes", ReferencedText.Check("Water it.", Facts, 3).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SeveralFaults_NamesThemAllForTheModel()
    {
        var fault = ReferencedText.Check("Give it twelve cups tomorrow, {r9}.", Facts).Fault!;

        Assert.Contains("“twelve” is a number word", fault, StringComparison.Ordinal);
        Assert.Contains("“cups” is of doses", fault, StringComparison.Ordinal);
        Assert.Contains("“tomorrow” says when", fault, StringComparison.Ordinal);
        Assert.Contains("no reference {r9}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_LinesAndOddSpaces_BecomeOneLine() =>
        Assert.Equal(
            "Water it. Let it drain.", ReferencedText.Check(" Water\u00A0it.\r\n\n\tLet it drain. ", Facts).Text!.Template);

    [Fact]
    public void Parts_OfText_AreWordsAndFigures()
    {
        var text = ReferencedText.Check("Soil “{r1}”, {r2}.", Facts).Text!;

        var parts = text.Parts(Facts, CareLanguages.English.ValueOf);

        Assert.Equal(["Soil “", "33.9 %", "”, ", "40 %", "."], parts.Select(part => part.Text));
        Assert.Equal([null, "r1", null, "r2", null], parts.Select(part => part.Fact?.Ref));
        Assert.Equal("Soil “33.9 %”, 40 %.", text.Render(Facts, CareLanguages.English.ValueOf));
        Assert.Equal(["r1", "r2"], text.References);
    }

    [Fact]
    public void Parts_FactThatLooksLikeMarkup_IsNeitherReadNorEncoded()
    {
        var facts = new ReferenceTable();
        facts.Add(new CareFact { Name = "watering", Kind = CareFactKind.Species, Text = "<b>{r2}</b>" });
        facts.Add(new CareFact { Name = "soil_moisture", Kind = CareFactKind.Reading, Value = 1, Unit = "%" });

        Assert.Equal(
            "It says <b>{r2}</b>.", ReferencedText.Check("It says {r1}.", facts).Text!.Render(facts, fact => fact.Text!));
    }

    private static void AssertRefused(string text)
    {
        var (found, fault) = ReferencedText.Check(text, Facts);

        Assert.Null(found);
        Assert.NotEmpty(fault!);
    }

    private static ReferenceTable Table()
    {
        var facts = new ReferenceTable();
        facts.Add(new CareFact { Name = CareFactNames.Soil, Kind = CareFactKind.Reading, Value = 33.9, Unit = "%" });
        facts.Take(new CareFact
        {
            Name = CareFactNames.SoilLow, Ref = "r2", Kind = CareFactKind.Species, Value = 40, Unit = "%",
        });
        return facts;
    }
}
