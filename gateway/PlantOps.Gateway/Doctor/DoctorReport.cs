using System.Text.Json.Serialization;
using PlantOps.Gateway.Doctor.Words;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Doctor;

/// <summary>Answer of <c>GET /api/v1/doctor</c> and of <c>plantops doctor --json</c>.</summary>
internal sealed class DoctorReport
{
    /// <summary><c>ok</c>, or <c>faults</c> where there is one.</summary>
    public required string Status { get; init; }

    /// <summary>Of the program that looked.</summary>
    public required string Version { get; init; }

    public required CheckView[] Checks { get; init; }

    public static DoctorReport Of(IEnumerable<CheckOutcome> outcomes)
    {
        var words = new EnglishDoctorWords();
        return Of([.. outcomes.Select(outcome => CheckView.Of(outcome, words))], HealthApi.Version);
    }

    /// <summary>The same, with what was unknown to it taken from somebody who sees more of the machine.</summary>
    public DoctorReport With(DoctorReport other) => Of(
        [
            .. Checks.Select(check => check.Status != CheckView.UnknownStatus
                ? check
                : other.Checks.FirstOrDefault(one => one.Check == check.Check && one.Status != CheckView.UnknownStatus) ?? check),
        ],
        Version);

    private static DoctorReport Of(CheckView[] checks, string version) => new()
    {
        Status = checks.Any(check => check.Status == CheckView.FaultStatus) ? "faults" : CheckView.OkStatus,
        Version = version,
        Checks = checks,
    };
}

/// <summary>One check.</summary>
internal sealed class CheckView
{
    public const string OkStatus = "ok";
    public const string FaultStatus = "fault";
    public const string AdviceStatus = "advice";
    public const string UnknownStatus = "unknown";

    /// <summary>Which: <c>ports</c>, <c>clock</c> …</summary>
    public required string Check { get; init; }

    /// <summary><c>ok</c>, <c>fault</c>, <c>advice</c>, or <c>unknown</c> where it could not look.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is unknown.</summary>
    public string? Reason { get; init; }

    public required FindingView[] Findings { get; init; }

    public static CheckView Of(CheckOutcome outcome, IDoctorWords words) => new()
    {
        Check = outcome.Check,
        Status = outcome.Unknown is not null ? UnknownStatus
            : outcome.HasFault ? FaultStatus
            : outcome.Findings.Count > 0 ? AdviceStatus
            : OkStatus,
        Reason = outcome.Unknown,
        Findings =
        [
            .. outcome.Findings.Select(finding => new FindingView
            {
                Fault = finding.Name,
                Advice = finding.IsAdvice,
                Problem = words.Problem(finding),
                Remedy = words.Remedy(finding),
                Open = [.. finding.Values.Where(value => !value.IsPrivate).Select(value => value.Text)],
            }),
        ],
    };
}

/// <summary>One fault, or advice.</summary>
internal sealed class FindingView
{
    /// <summary>Which, like <c>port_taken</c>; a name that stays.</summary>
    public required string Fault { get; init; }

    /// <summary>Whether it may well be meant so.</summary>
    public bool Advice { get; init; }

    /// <summary>What is wrong; in English.</summary>
    public required string Problem { get; init; }

    /// <summary>What to do; in English.</summary>
    public required string Remedy { get; init; }

    /// <summary>What of it names nobody and nothing of this home.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Open { get; init; } = [];
}

/// <summary>What the checks say, as JSON; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorJson : JsonSerializerContext;
