using PlantOps.Gateway.Assistants.Advisor.Questions;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

public sealed class QuestionTopicsTests
{
    [Theory]
    [InlineData("Is it toxic?", "Toxicity")]
    [InlineData("Is monstera POISONOUS to cats?", "Toxicity")]
    [InlineData("my puppy bit it", "Toxicity")]
    [InlineData("Can my kids touch it", "Toxicity")]
    [InlineData("is it non-toxic", "Toxicity")]
    [InlineData("Is it po\u00adisonous?", "Toxicity")]
    [InlineData("Ist die Pflanze giftig?", "Toxicity")]
    [InlineData("Ist sie hochgiftig oder ungiftig?", "Toxicity")]
    [InlineData("Was tun bei Vergiftung?", "Toxicity")]
    [InlineData("Verträgt sich das mit Haustieren?", "Toxicity")]
    [InlineData("Mein Kind hat daran gelutscht", "Toxicity")]
    [InlineData("Ist sie toxisch", "Toxicity")]
    [InlineData("Can I eat the fruit?", "Toxicity, Edibility")]
    [InlineData("Is it edible?", "Toxicity, Edibility")]
    [InlineData("my son ate a leaf", "Toxicity, Edibility")]
    [InlineData("Kann man die Blätter essen?", "Toxicity, Edibility")]
    [InlineData("Ist das essbar?", "Toxicity, Edibility")]
    [InlineData("Can I make tea of it?", "Toxicity, Edibility")]
    [InlineData("What dose of feed?", "Doses")]
    [InlineData("How much fertilizer?", "Doses")]
    [InlineData("how many ml of liquid feed per litre", "Doses")]
    [InlineData("Which dilution of neem oil?", "Doses")]
    [InlineData("How strong should the soap water be?", "Doses")]
    [InlineData("Wieviel Flüssigdünger ins Gießwasser?", "Doses")]
    [InlineData("Wie viel Du\u0308nger?", "Doses")]
    [InlineData("Welche Dosierung?", "Doses")]
    [InlineData("Wie viel Spülmittel gegen Läuse?", "Doses")]
    [InlineData("Welches Insektizid?", "Doses")]
    public void Of_WhatNoModelAnswers_IsFound(string text, string topics) =>
        Assert.Equal(Enum.Parse<QuestionTopic>(topics), QuestionTopics.Of(text).Certain);

    [Theory]
    [InlineData("Why are its leaves yellow?")]
    [InlineData("When do I water it next?")]
    [InlineData("How much water did it get last month?")]
    [InlineData("When should I feed it?")]
    [InlineData("What kind of soil does it like?")]
    [InlineData("How much light does it need?")]
    [InlineData("Warum hängen die Blätter?")]
    [InlineData("Wann muss ich gießen?")]
    [InlineData("Wie viel Licht braucht sie?")]
    [InlineData("Soll ich sie umtopfen?")]
    [InlineData("Something chewed its leaves, what is it?")]
    [InlineData("It was a gift, what does it need?")]
    public void Of_OtherQuestions_LeavesThemToTheModel(string text) =>
        Assert.Equal(QuestionTopic.None, QuestionTopics.Of(text).Certain);

    [Fact]
    public void Of_WhatMayBeMeant_IsSaidBesideTheAnswer() =>
        Assert.Equal(QuestionTopic.Toxicity, QuestionTopics.Of("Something chewed its leaves").Perhaps);
}
