namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of this phone.</summary>
internal sealed partial class De
{
    public string LanguageName => "Deutsch";

    public string ThisPhone => "Dieses Telefon";

    public string HowYouRead => "Wie du liest";

    public string OnEachOfYours => "Gilt überall, wo du angemeldet bist.";

    public string LanguageOfPages => "Sprache";

    public string AsTheBrowserSays => "wie der Browser sagt";

    public string Temperatures => "Temperaturen";

    public string Times => "Uhrzeiten";

    public string Of24Hours => "24 Stunden (18:30)";

    public string Of12Hours => "12 Stunden (6:30 pm)";

    public string HowItLooks => "Aussehen";

    public string OnThisBrowserOnly => "Nur in diesem Browser.";

    public string AsTheSystem => "wie das System";

    public string LightTheme => "hell";

    public string DarkTheme => "dunkel";

    public string ThisSession => "Hier angemeldet";

    public string EndThisSession => "Diese Sitzung beenden";

    public string NotOffered => "Wähle eines von denen, die angeboten werden.";

    public string OnlyForPeople => "Angemeldet ist hier das Token eines Programms, das keine Seiten liest.";
}
