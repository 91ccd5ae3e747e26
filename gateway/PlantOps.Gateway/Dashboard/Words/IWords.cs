namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Everything that the pages say. A language is a class: a word that is missing does not compile.</summary>
public partial interface IWords
{
    /// <summary>As HTML names it (BCP 47).</summary>
    string Language { get; }

    string Description { get; }

    string SkipToContent { get; }

    string MainNavigation { get; }

    string Plants { get; }

    string SignOut { get; }

    string ToFirstPage { get; }

    string Correlation { get; }

    string SignedInAs(string name, string role);

    /// <summary>A role, as people call it.</summary>
    string Role(string role);

    string ProblemTitle(int status);

    string ProblemHelp(int status);
}

/// <summary>Signing in.</summary>
public partial interface IWords
{
    string SignIn { get; }

    string ShowThisCode { get; }

    string WhoLetsYouIn { get; }

    string AtTheMachine { get; }

    string GoOn { get; }

    string GoOnOnceLetIn { get; }

    string TurnedAway { get; }

    string AskAgain { get; }

    string TooManyWait { get; }

    string LinkIsOver { get; }

    string LinkIsOverHelp { get; }

    string CookieNotKept { get; }

    string CookieNotKeptHelp { get; }

    string GoodUntil { get; }
}

/// <summary>Letting others in.</summary>
public partial interface IWords
{
    string WhoWantsIn { get; }

    string NobodyWantsIn { get; }

    string HowToAsk { get; }

    string CompareCode { get; }

    string NameOfPerson { get; }

    string MayDo { get; }

    string LetIn { get; }

    string TurnAway { get; }

    string NameNeeded { get; }

    string NobodyWaits { get; }
}

/// <summary>Trusting the gateway.</summary>
public partial interface IWords
{
    string TrustTitle { get; }

    string TrustWhy { get; }

    string TrustReach { get; }

    string TrustLimit { get; }

    string TrustCompare { get; }

    string GetCertificate { get; }

    string OnIPhone { get; }

    string OnAndroid { get; }

    string OnDesktop { get; }

    IReadOnlyList<string> IPhoneSteps { get; }

    IReadOnlyList<string> AndroidSteps { get; }

    IReadOnlyList<string> DesktopSteps { get; }

    string TrustWaits { get; }

    string TrustDone { get; }

    string GoOnWithout { get; }

    string GoOnWithoutHelp { get; }

    /// <summary>A tap that is kept.</summary>
    string WillBeSent { get; }

    /// <summary>Above a form that has what was typed before the session ended.</summary>
    string TypedIsKept { get; }
}
