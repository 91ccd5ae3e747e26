namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of this phone.</summary>
internal sealed partial class En
{
    public string LanguageName => "English";

    public string ThisPhone => "This phone";

    public string HowYouRead => "How you read";

    public string OnEachOfYours => "Holds wherever you are signed in.";

    public string LanguageOfPages => "Language";

    public string AsTheBrowserSays => "as the browser says";

    public string Temperatures => "Temperatures";

    public string Times => "Times";

    public string Of24Hours => "24 hours (18:30)";

    public string Of12Hours => "12 hours (6:30 pm)";

    public string HowItLooks => "Look";

    public string OnThisBrowserOnly => "In this browser only.";

    public string AsTheSystem => "like the system";

    public string LightTheme => "light";

    public string DarkTheme => "dark";

    public string ThisSession => "Signed in here";

    public string EndThisSession => "End this session";

    public string NotOffered => "Choose one of those that are offered.";

    public string OnlyForPeople => "What signed in here is a program's token, which reads no pages.";
}
