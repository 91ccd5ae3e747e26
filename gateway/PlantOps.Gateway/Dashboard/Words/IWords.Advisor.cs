namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>The model that words care plans and answers questions.</summary>
public partial interface IWords
{
    string Advisor { get; }

    string AdvisorHelp { get; }

    /// <summary>Which of both holds: what an owner set, or the gateway's settings.</summary>
    string AdvisorSource(bool isStored);

    /// <summary>How it is, for the list of settings.</summary>
    string AdvisorState(string? provider, string? model);

    /// <summary>A provider by its name on the wire.</summary>
    string AdvisorProvider(string name);

    /// <summary>What a field is for, by its name on the wire.</summary>
    string AdvisorField(string name);

    /// <summary>What to know before typing; <c>null</c> where there is nothing.</summary>
    string? AdvisorFieldHelp(string name);

    string AdvisorWho { get; }

    string AdvisorBudget { get; }

    string AdvisorMore { get; }

    /// <summary>The leave to send photos to whoever it is.</summary>
    string AdvisorPhotos(string? provider);

    string AdvisorTest { get; }

    string AdvisorList { get; }

    string AdvisorAnswered(string model, long milliseconds, long tokens);

    /// <summary>What counts of the budget, in tokens.</summary>
    string AdvisorUsed(long today, long dayLimit, long month, long monthLimit);

    string AdvisorUsageUnknown { get; }

    string AdvisorDidNotAnswer { get; }

    string AdvisorListed(int count);

    string AdvisorReset { get; }

    string AdvisorResetHelp { get; }

    /// <summary>What is wrong with a field, which the gateway says in English.</summary>
    string AdvisorProblem(string name, string english);

    string AdvisorNoNumber { get; }
}
