namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Calibrating a soil probe.</summary>
public partial interface IWords
{
    string CalibrateTitle { get; }

    string CalibrateWhy { get; }

    string CalibrateProbe { get; }

    string CalibrateBegin { get; }

    string CalibrateSteps { get; }

    string CalibrateAirStep { get; }

    string CalibrateWaterStep { get; }

    string CalibrateDoneStep { get; }

    string CalibrateInAir { get; }

    string CalibrateInWater { get; }

    string CalibrateTake { get; }

    string CalibrateRaw { get; }

    string CalibrateNoValue { get; }

    string CalibrateAtRest { get; }

    string CalibrateNotAtRest { get; }

    string CalibrateApply { get; }

    string CalibrateAgain { get; }

    string CalibrateEnd { get; }

    string CalibrateFromNow { get; }

    string CalibrateNoWeek { get; }

    string CalibrateTimeIsOver { get; }

    string CalibrateAir { get; }

    string CalibrateWater { get; }

    string CalibrateTypical(int least, int most);

    string CalibrateWas(int raw);

    string CalibrateCount(int values, int needed);

    string CalibrateMoves(int least, int most);

    string CalibrateIsAway(string state);

    string CalibrateWeek(string before, string after);

    string CalibrateUntil { get; }
}
