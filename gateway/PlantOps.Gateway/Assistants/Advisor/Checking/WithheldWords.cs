namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>
/// What no model may say, whatever it is asked: what the gateway shows beside its words (dates, units), what is a fixed sentence
/// (poison, doses, eating), and what has no place with plants (addresses, secrets, money). Words are in small letters without
/// marks. Months and days that are words of their own ("may", "sun") count where a date is meant.
/// </summary>
internal static class WithheldWords
{
    private const string When = "says when: dates and windows are shown beside your words, and times are references";
    private const string Amount = "is a unit: units come with references";
    private const string Dose = "is of doses, pesticides or what is put into water: those are fixed sentences";
    private const string Poison = "is of poison, eating or what may chew on it: those are fixed sentences";
    private const string Elsewhere = "is of addresses, secrets or money: say nothing of those";

    private const int MinJoined = 6;

    private static readonly (string Because, string Words)[] Exact =
    [
        (When,
            "day days daily week month months monthly year years yearly annually hour hours hourly minute minutes fortnight"
            + " fortnightly decade decades century today tomorrow tonight yesterday oclock clock"
            + " monday tuesday wednesday thursday friday saturday sunday mon tue tues thu thur thurs fri"
            + " january february march april june july august september october november december"
            + " jan feb mar apr jun jul aug sep sept oct nov dec okt dez"
            + " tag tage tagen tages tags taglich tagelang stunde stunden stundlich jahr jahre jahren jahres jahrlich heute"
            + " gestern ubermorgen uebermorgen vorgestern uhr montag dienstag mittwoch donnerstag freitag samstag sonnabend"
            + " sonntag montags dienstags mittwochs donnerstags freitags samstags sonntags"
            + " januar janner februar marz maerz mai juni juli oktober dezember ostern pfingsten"),
        (Amount,
            "percent percentage prozent promille percentages degree degrees grad celsius fahrenheit kelvin lux lx lumen lumens"
            + " watt watts volt volts amp mol mmol umol ppfd dli ppm ppb cm mm nm km hpa kpa pa ph db inch inches feet zoll"
            + " meter meters metre metres metern ms sec min hz khz ec"),
        (Dose,
            "ml dl cl cc gal oz lb lbs kg mg liter liters litre litres litern cup cups cupful tasse tassen tsp tbsp tl el"
            + " essl teel gram grams gramme grammes gramm pint pints quart ounce ounces gallon gallons jug glass glas"
            + " handful handvoll prise messbecher capful npk ddt neem soap seife soda natron vinegar essig salt salz urea"
            + " strength soapy bleach chlor chlorine copper kupfer spoon spoons spoonful loffel loeffel kanne kannen kappe"),
        (Poison,
            "eat eats eaten eating ate edible edibles nonedible inedible chew chews chewed chewing pet pets cat cats dog dogs"
            + " kitten puppy child children kid kids toddler toddlers baby babies human humans animal animals rabbit rabbits"
            + " bird birds livestock horse horses safe safely harmless deadly lethal fatal tea teas salad salads raw tasty"
            + " tastes taste meal nibble cook recipe snack"
            + " esse essen isst gegessen katze katzen hund hunde hunden haustier haustiere haustieren kinder kindern"
            + " tier tiere tieren mensch menschen tee salat roh todlich toedlich ungefahrlich gefahrlich unschadlich"
            + " unbedenklich kauen kaut schmeckt essbar essbare"),
        (Elsewhere,
            "www http https ftp mailto javascript com org html url link links website webseite email mail script iframe onclick"
            + " onerror href src svg img password passwort kennwort login pin token tokens secret geheimnis money geld"
            + " euro euros eur usd dollar dollars pound pounds cent cents bitcoin konto account pay zahle zahlen click klick"
            + " klicke visit download whatsapp telegram iban phone telefon"),
    ];

    private static readonly (string Because, string Words)[] Stems =
    [
        (When, "week woche wochen wochent monat jahrzehnt weihnacht christmas fortnight"),
        (Amount, "kilomet centim zentim millim celsi fahrenh prozent percent mikromol micromol"),
        (Dose,
            "millilit kilogram milligram teaspoon tablespoon teeloff essloff dosi dosage dose dosen verdunn dilut concentrat"
            + " konzentr nitrogen stickstoff phosph potass potash schluck ammoni peroxid alcohol alkohol pyrethr"
            + " glyphos roundup imidaclo"
            + " malathi spinosad permethr insecticid insektizid pesticid pestizid fungicid fungizid herbicid herbizid acaricid"
            + " akarizid miticid sulphur sulfur schwefel epsom detergent spulmittel"),
        (Poison,
            "poison toxic toxin nontox untox venom edib ingest swallow verzehr geniessbar ungeniessbar bekomml allerg irritat"
            + " antidot medicin medizin heilpfl lecker vergift ungift gift nasch knabber"),
        (Elsewhere, "httpw wwww passphrase creditcard kreditkart uberweis ueberweis telefonn"),
    ];

    /// <summary>What is said of those wherever they are in a word: hochgiftig, nontoxic.</summary>
    private static readonly (string Because, string Words)[] Within =
    [
        (Poison, "giftig toxisch toxic poison essbar"),
    ];

    private static readonly Dictionary<string, string> Whole = Exact
        .SelectMany(list => list.Words.Split(' ').Select(word => (word, list.Because)))
        .DistinctBy(pair => pair.word).ToDictionary(pair => pair.word, pair => pair.Because);

    private static readonly (string Stem, string Because)[] Begins =
        [.. Stems.SelectMany(list => list.Words.Split(' ').Select(stem => (stem, list.Because)))];

    private static readonly (string Part, string Because)[] Contains =
        [.. Within.SelectMany(list => list.Words.Split(' ').Select(part => (part, list.Because)))];

    private static readonly HashSet<string> BeforeMay =
        ["in", "of", "until", "by", "since", "early", "late", "mid", "from", "every", "before", "after", "till"];

    private static readonly HashSet<string> BeforeMorning = ["am", "jeden", "fruhen", "des"];

    /// <summary>Why a word may not be said; <see langword="null"/> where it may.</summary>
    public static string? Because(string folded) =>
        Whole.GetValueOrDefault(folded)
        ?? Begins.FirstOrDefault(pair => folded.StartsWith(pair.Stem, StringComparison.Ordinal)).Because
        ?? Contains.FirstOrDefault(pair => folded.Contains(pair.Part, StringComparison.Ordinal)).Because;

    /// <summary>The same of words that stand apart, read together. Short ones come about by chance.</summary>
    public static string? BecauseJoined(string first, string joined)
    {
        if (joined.Length >= MinJoined && Whole.TryGetValue(joined, out var because)) return because;
        return Begins.FirstOrDefault(pair => pair.Stem.Length >= MinJoined && first.Length < pair.Stem.Length
            && joined.StartsWith(pair.Stem, StringComparison.Ordinal)).Because;
    }

    /// <summary>The same of words that mean something else as well: by how they are written and what is before them.</summary>
    /// <param name="word">As it was written.</param>
    /// <param name="before">What stands before it, in small letters.</param>
    /// <param name="isStart">Whether a sentence begins with it.</param>
    public static string? BecauseIn(string word, string before, bool isStart) => word switch
    {
        "May" when !isStart => When,
        "May" or "may" when BeforeMay.Contains(before) => When,
        "morgen" => When,
        "Morgen" when !BeforeMorning.Contains(before) => When,
        "Kind" => Poison,
        _ => null,
    };
}
