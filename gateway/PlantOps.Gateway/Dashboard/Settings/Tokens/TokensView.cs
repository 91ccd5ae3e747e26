using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Settings.Tokens;

/// <summary>Tokens of programs.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Text">The new one, shown this once.</param>
/// <param name="Curl">How to use it.</param>
/// <param name="Rows">Those that there are, the oldest first.</param>
/// <param name="Fields">For another one.</param>
/// <param name="Problems">What is wrong with what was sent.</param>
public sealed record TokensView(
    Shell Shell, string? Text, string? Curl, IReadOnlyList<TokenRow> Rows, IReadOnlyList<FormField> Fields, FormProblems Problems)
{
    internal static TokensView Of(
        Shell shell, IEnumerable<ApiToken> tokens, Func<ApiToken, long?> lastUsed, NewTokenRequest form,
        IReadOnlyList<string> wrong, string? text, string origin)
    {
        var words = shell.Words;
        FormField[] fields =
        [
            new("name", words.NameOfProgram, form.Name, wrong.Contains("name") ? words.NameNeeded : null)
            {
                IsRequired = true, MaxLength = Limits.MaxNameLength,
            },
            new("role", words.MayDo, form.Role, wrong.Contains("role") ? words.NotOffered : null)
            {
                Type = "select", Choices = [.. TokenRoles.Names.Select(role => new FormChoice(role, words.Role(role)))],
            },
        ];
        return new TokensView(
            shell,
            text,
            text is null ? null : $"curl --cacert ca.crt -H \"Authorization: Bearer {text}\" {origin}/api/v1/plants",
            [.. tokens.Select(token => new TokenRow(
                token.Id, token.Name, words.Role(TokenRoles.Name(token.Role)), token.CreatedAt, lastUsed(token)))],
            fields,
            FormField.ProblemsOf(words, fields));
    }
}

/// <summary>A program's token. Times are Unix milliseconds UTC.</summary>
/// <param name="Id">By which it is revoked.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Role">What it may do, in words.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsed">When it was last used; <c>null</c> where it never was.</param>
public sealed record TokenRow(string Id, string Name, string Role, long CreatedAt, long? LastUsed);
