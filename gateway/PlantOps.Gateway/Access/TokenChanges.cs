using PlantOps.Contracts;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access;

/// <summary>Makes and revokes tokens, on a page, over the API or at the command line: one way, and in the audit log.</summary>
internal sealed class TokenChanges(TokenRegistry tokens, AuditLog audit)
{
    /// <summary>What is wrong with a request, by field.</summary>
    public static Dictionary<string, string[]> Check(NewTokenRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (!PrintableText.IsName(request.Name, Limits.MaxNameLength))
            errors["name"] = [$"1 to {Limits.MaxNameLength} printable characters."];
        else if (Principal.Reserved.Contains(request.Name!.Trim()))
            errors["name"] = [$"'{request.Name}' means somebody else in the audit log."];
        if (TokenRoles.Parse(request.Role) is null) errors["role"] = [$"One of: {string.Join(", ", TokenRoles.Names)}."];
        return errors;
    }

    /// <summary>Makes a token and returns it with its text, which is shown this once.</summary>
    /// <param name="request">Has passed <see cref="Check"/>.</param>
    /// <param name="who">Makes it.</param>
    public (ApiToken Token, string Text) Make(NewTokenRequest request, Principal who)
    {
        var (token, text) = tokens.Make(request.Name!.Trim(), TokenRoles.Parse(request.Role)!.Value);
        audit.Note(who, "token.create", token.Id, $"{token.Name}, {TokenRoles.Name(token.Role)}");
        return (token, text);
    }

    public void Revoke(ApiToken token, Principal who)
    {
        tokens.Revoke(token);
        audit.Note(who, "token.revoke", token.Id, token.Name);
    }
}
