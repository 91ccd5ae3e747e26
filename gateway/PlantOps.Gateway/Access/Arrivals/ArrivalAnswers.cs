using PlantOps.Contracts;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>
/// What is said to browsers that wait, on a page, over the API or at the command line: one way, and in the audit log.
/// </summary>
internal sealed class ArrivalAnswers(ArrivalRegistry arrivals, AuditLog audit)
{
    /// <summary>What is wrong with a request, by field.</summary>
    public static Dictionary<string, string[]> Check(ApprovalRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (!PrintableText.IsName(request.Person, Limits.MaxNameLength))
            errors["person"] = [$"1 to {Limits.MaxNameLength} printable characters."];
        else if (Principal.Reserved.Contains(request.Person!.Trim()))
            errors["person"] = [$"'{request.Person}' means somebody else in the audit log."];
        if (TokenRoles.Parse(request.Role) is null) errors["role"] = [$"One of: {string.Join(", ", TokenRoles.Names)}."];
        return errors;
    }

    /// <param name="code">As the browser shows it, or as somebody typed it.</param>
    /// <param name="request">Has passed <see cref="Check"/>.</param>
    /// <param name="who">Lets it in.</param>
    /// <returns><see langword="null"/> where no browser waits with that code.</returns>
    public Arrival? Approve(string code, ApprovalRequest request, Principal who)
    {
        var approved = arrivals.Approve(code, request.Person!.Trim(), TokenRoles.Parse(request.Role)!.Value);
        if (approved is not null)
        {
            var details = $"{approved.Person}, {TokenRoles.Name(approved.Role)}, {approved.Browser}";
            audit.Note(who, "arrival.approve", approved.Code, details);
        }

        return approved;
    }

    /// <returns><see langword="null"/> where no browser waits with that code.</returns>
    public Arrival? Refuse(string code, Principal who)
    {
        var refused = arrivals.Refuse(code);
        if (refused is not null) audit.Note(who, "arrival.refuse", refused.Code, refused.Browser);
        return refused;
    }
}
