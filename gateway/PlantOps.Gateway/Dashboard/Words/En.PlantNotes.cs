namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of what is noted of a plant, and its pictures.</summary>
internal sealed partial class En
{
    public string NoteSomething => "Note something";

    public string NoteIt => "Note it";

    public string WhatWasDone => "What was done";

    public string WhenItWasDone => "When";

    public string JustNow => "just now";

    public string AmountOfWater => "How much water, ml";

    public string AmountHelp => "Of a watering, if you know.";

    public string MoreAboutIt => "More about it";

    public string SayWhatWasDone => "Say what was done.";

    public string NoteNeedsText => "A note needs some words.";

    public string OnlyWateringHasAmount => "Only a watering has an amount of water.";

    public string NotAnAmount => "A whole number from 1 to 100000, or nothing.";

    public string SeenInTheSoil(string rise) => $"seen in the soil, {rise}";

    public string NobodySaidSo => "nobody noted it";

    public string RemoveIt => "Remove";

    public string PhotosTitle => "Pictures";

    public string AddPicture => "Add a picture";

    public string SendPicture => "Send it";

    public string MakingSmaller => "Making it smaller …";

    public string NoPicture => "There is no picture yet.";

    public string PictureOf(string plant) => $"Picture of {plant}";

    public string ChooseAPicture => "Choose a picture first.";

    public string PictureTooLarge(int kibibytes) =>
        $"This picture is too large: at most {kibibytes} KB. With scripts switched on, the page makes it smaller.";

    public string NoRoomForPictures => "The gateway's disk is nearly full, and what is left is kept for readings.";

    public string NotAPicture => "This file is neither a JPEG nor a PNG nor a WebP picture.";

    public string TooManyPictures(int most) => $"There are {most} pictures, as many as are kept. Remove one first.";
}
