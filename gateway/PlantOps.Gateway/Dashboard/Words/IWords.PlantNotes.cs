namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>What is noted of a plant, and its pictures.</summary>
public partial interface IWords
{
    string NoteSomething { get; }

    string NoteIt { get; }

    string WhatWasDone { get; }

    string WhenItWasDone { get; }

    string JustNow { get; }

    string AmountOfWater { get; }

    string AmountHelp { get; }

    string MoreAboutIt { get; }

    string SayWhatWasDone { get; }

    string NoteNeedsText { get; }

    string OnlyWateringHasAmount { get; }

    string NotAnAmount { get; }

    string SeenInTheSoil(string rise);

    string NobodySaidSo { get; }

    string RemoveIt { get; }

    string PhotosTitle { get; }

    string AddPicture { get; }

    string SendPicture { get; }

    string MakingSmaller { get; }

    string NoPicture { get; }

    string PictureOf(string plant);

    string ChooseAPicture { get; }

    string PictureTooLarge(int kibibytes);

    string NoRoomForPictures { get; }

    string NotAPicture { get; }

    string TooManyPictures(int most);
}
