using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Devices;

/// <summary>How a device's messages were read since the gateway's start. Times are Unix milliseconds UTC.</summary>
internal sealed class InputView
{
    /// <summary>Messages of which nothing could be read; they are set aside.</summary>
    public required long UnreadableMessages { get; init; }

    /// <summary>Values and readings that were not taken as they came.</summary>
    public required long DoubtedValues { get; init; }

    /// <summary>
    /// How many seconds its clock is constantly ahead, negative where it is behind, as far as that was noticed. Its times are set
    /// right by as much.
    /// </summary>
    public required long? ClockAheadS { get; init; }

    /// <summary>The same in words.</summary>
    public required string? Clock { get; init; }

    /// <summary>What was wrong, and what was ignored; the latest first, at most 32.</summary>
    public required IReadOnlyList<InputProblemView> Problems { get; init; }

    /// <summary><see langword="null"/> where there is nothing to say.</summary>
    public static InputView? Of(InputReport report)
    {
        if (report is { ClockAhead: 0, Doubted: 0, Unreadable: 0, Problems.Count: 0 }) return null;
        return new InputView
        {
            UnreadableMessages = report.Unreadable,
            DoubtedValues = report.Doubted,
            ClockAheadS = report.ClockAhead == 0 ? null : report.ClockAhead / 1000,
            Clock = report.ClockAhead == 0 ? null : ClockText.Of(report.ClockAhead),
            Problems = [.. report.Problems.Select(InputProblemView.Of)],
        };
    }
}

/// <summary>Something that was ignored or doubted.</summary>
internal sealed class InputProblemView
{
    /// <summary>The field's name, or the JSON pointer of one that is not known.</summary>
    public required string Field { get; init; }

    /// <summary>
    /// <c>no_value</c>, <c>not_a_number</c>, <c>implausible</c>, <c>not_a_time</c>, <c>unreadable</c>, or <c>ignored</c> where
    /// the field is not known.
    /// </summary>
    public required string Problem { get; init; }

    /// <summary>What came the last time, cut.</summary>
    public required string Example { get; init; }

    public required long Count { get; init; }

    public required long LastAt { get; init; }

    // A stranger's text, on its way to pages and terminals.
    public static InputProblemView Of(InputProblem problem) => new()
    {
        Field = PrintableText.Strip(problem.Field),
        Problem = problem.Problem,
        Example = PrintableText.Strip(problem.Example),
        Count = problem.Count,
        LastAt = problem.LastAt,
    };
}
