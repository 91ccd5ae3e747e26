namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of calibrating a soil probe.</summary>
internal sealed partial class En
{
    public string CalibrateTitle => "Calibrate the soil probe";

    public string CalibrateWhy =>
        "Each probe gives other raw values. Hold it in air, then in water, and its percentages are its own. The device "
        + "measures every "
        + "5 seconds and stays awake meanwhile; ten minutes after the last step it is as before, whatever happens to this page.";

    public string CalibrateProbe => "Which probe";

    public string CalibrateBegin => "Begin";

    public string CalibrateSteps => "Steps";

    public string CalibrateAirStep => "Air";

    public string CalibrateWaterStep => "Water";

    public string CalibrateDoneStep => "Done";

    public string CalibrateInAir => "Hold the probe in the air, dry and clean, and do not touch its blade.";

    public string CalibrateInWater => "Put the probe into water up to its line, and hold it still.";

    public string CalibrateTake => "Take it";

    public string CalibrateRaw => "Raw value";

    public string CalibrateNoValue => "Waiting for its next value. It measures every 5 seconds as soon as it has been told.";

    public string CalibrateAtRest => "At rest.";

    public string CalibrateNotAtRest => "It was not at rest any more. Wait until it is, and take it again.";

    public string CalibrateApply => "Use these values";

    public string CalibrateAgain => "Measure again";

    public string CalibrateEnd => "Leave it as it was";

    public string CalibrateFromNow =>
        "They count from now on. Readings from before keep their percentages; their raw values are kept beside them.";

    public string CalibrateNoWeek => "Nothing was measured in the last week to compare with.";

    public string CalibrateTimeIsOver => "Ten minutes have passed, and the device is as before. Begin again.";

    public string CalibrateAir => "In air";

    public string CalibrateWater => "In water";

    public string CalibrateUntil => "Goes back by itself at";

    public string CalibrateTypical(int least, int most) => $"typical {least} to {most}";

    public string CalibrateWas(int raw) => $"was {raw}";

    public string CalibrateCount(int values, int needed) => $"{values} of {needed} values that are needed.";

    public string CalibrateMoves(int least, int most) => $"It still moves, between {least} and {most}.";

    public string CalibrateIsAway(string state) => $"{state}. This goes on when it is connected.";

    public string CalibrateWeek(string before, string after) => $"The last week would have read {after} instead of {before}.";
}
