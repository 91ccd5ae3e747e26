namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>How somebody reads pages, and this phone.</summary>
public partial interface IWords
{
    /// <summary>The language, in itself.</summary>
    string LanguageName { get; }

    string ThisPhone { get; }

    string HowYouRead { get; }

    string OnEachOfYours { get; }

    string LanguageOfPages { get; }

    string AsTheBrowserSays { get; }

    string Temperatures { get; }

    string Times { get; }

    string Of24Hours { get; }

    string Of12Hours { get; }

    string HowItLooks { get; }

    string OnThisBrowserOnly { get; }

    string AsTheSystem { get; }

    string LightTheme { get; }

    string DarkTheme { get; }

    string ThisSession { get; }

    string EndThisSession { get; }

    string NotOffered { get; }

    string OnlyForPeople { get; }
}
