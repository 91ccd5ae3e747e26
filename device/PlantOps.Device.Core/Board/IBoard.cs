using PlantOps.Contracts.Settings;

namespace PlantOps.Device.Core.Board;

/// <summary>What the board can do to itself.</summary>
internal interface IBoard
{
    /// <summary>
    /// What the platform knows of this start's cause, one of <see cref="RestartCauses"/>; <see cref="RestartCauses.Power"/>
    /// where it knows nothing. A cause that the device wrote down before it restarted goes before this one.
    /// </summary>
    string StartCause { get; }

    /// <summary>Tells a hardware watchdog that the device lives; nothing where there is none.</summary>
    void FeedWatchdog();

    /// <summary>Starts anew. Does not return on hardware.</summary>
    void Restart();

    /// <summary>
    /// Sleeps with everything off but the clock, and then starts anew with <see cref="RestartCauses.Sleep"/>. Does not
    /// return on hardware.
    /// </summary>
    /// <param name="milliseconds">How long, at least 1.</param>
    void DeepSleep(long milliseconds);

    /// <summary>
    /// Why these pins or sensors cannot be used on this board, for people; <see langword="null"/> where they can. Pins
    /// that are <see cref="BoardSettings.Unset"/> are the board's own default.
    /// </summary>
    string? WhyNot(BoardSettings settings);
}
