namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of what is noted of a plant, and its pictures.</summary>
internal sealed partial class De
{
    public string NoteSomething => "Etwas vermerken";

    public string NoteIt => "Vermerken";

    public string WhatWasDone => "Was getan wurde";

    public string WhenItWasDone => "Wann";

    public string JustNow => "eben jetzt";

    public string AmountOfWater => "Wie viel Wasser, ml";

    public string AmountHelp => "Beim Gießen, wenn du es weißt.";

    public string MoreAboutIt => "Mehr dazu";

    public string SayWhatWasDone => "Sag, was getan wurde.";

    public string NoteNeedsText => "Eine Notiz braucht ein paar Worte.";

    public string OnlyWateringHasAmount => "Nur beim Gießen gibt es eine Menge Wasser.";

    public string NotAnAmount => "Eine ganze Zahl von 1 bis 100000, oder nichts.";

    public string SeenInTheSoil(string rise) => $"im Boden gesehen, {rise}";

    public string NobodySaidSo => "von niemandem vermerkt";

    public string RemoveIt => "Entfernen";

    public string PhotosTitle => "Bilder";

    public string AddPicture => "Bild hinzufügen";

    public string SendPicture => "Senden";

    public string MakingSmaller => "Wird verkleinert …";

    public string NoPicture => "Noch gibt es kein Bild.";

    public string PictureOf(string plant) => $"Bild von {plant}";

    public string ChooseAPicture => "Wähle erst ein Bild.";

    public string PictureTooLarge(int kibibytes) =>
        $"Dieses Bild ist zu groß: höchstens {kibibytes} KB. Sind Skripte eingeschaltet, verkleinert es die Seite.";

    public string NoRoomForPictures => "Die Platte des Gateways ist fast voll; was noch frei ist, bleibt für Messwerte.";

    public string NotAPicture => "Diese Datei ist weder ein JPEG- noch ein PNG- noch ein WebP-Bild.";

    public string TooManyPictures(int most) => $"Es gibt schon {most} Bilder, mehr werden nicht aufgehoben. Entferne erst eines.";
}
