namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>The advisor has no answer, and why.</summary>
/// <param name="code">One of the codes of this class, as the API has it.</param>
/// <param name="message">What people read.</param>
/// <param name="opensAt">When it may be asked again, Unix milliseconds UTC; <see langword="null"/> where nobody knows.</param>
internal sealed class AdvisorException(string code, string message, long? opensAt = null) : Exception(message)
{
    /// <summary>Nobody set it up.</summary>
    public const string Off = "advisor_off";

    /// <summary>What it may cost in a day or a month is spent.</summary>
    public const string Budget = "advisor_budget";

    /// <summary>What it said did not pass the checks, twice.</summary>
    public const string Refused = "advisor_refused";

    /// <summary>Its provider did not answer, or not with what it should.</summary>
    public const string Unreachable = "advisor_unreachable";

    public string Code => code;

    public long? OpensAt => opensAt;
}
