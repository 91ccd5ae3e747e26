using System.Net;
using Microsoft.AspNetCore.Identity;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;

namespace PlantOps.Gateway.Access.Passkeys;

/// <summary>
/// Makes a passkey for somebody who is signed in, and signs in who has one: each in two steps, a question and its answer, which
/// belong together by a cookie of the browser.
/// </summary>
internal sealed class PasskeySignIn(
    PasskeyRegistry passkeys, PasskeyState state, IPasskeyHandler<PasskeyUser> handler, SessionStart sessions, AuditLog audit,
    TimeProvider time)
{
    /// <summary>
    /// Whether a passkey can be made at the address that a browser asks by: never at an IP address (Web Authentication, 5.1.2).
    /// </summary>
    public static bool IsPossible(HttpRequest request) => !IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out _);

    /// <summary>What to ask the browser for a new passkey of whoever is signed in, as JSON.</summary>
    public async Task<string> BeginMaking(HttpContext context)
    {
        var person = context.Principal().Name;
        var entity = new PasskeyUserEntity { Id = PasskeyRegistry.HandleOf(person), Name = person, DisplayName = person };
        var question = await handler.MakeCreationOptionsAsync(entity, context);
        state.Write(context, PasskeyState.Making, question.AttestationState);
        return question.CreationOptionsJson;
    }

    /// <summary>Keeps the passkey that a browser made.</summary>
    /// <returns><see langword="null"/> where what it sent is no answer to the question.</returns>
    /// <exception cref="Hosting.StoreUnavailableException">It could not be kept.</exception>
    public async Task<Passkey?> Make(HttpContext context, string role, string credentialJson)
    {
        if (state.Take(context, PasskeyState.Making) is not { } asked) return null;
        var answer = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credentialJson, AttestationState = asked });
        if (!answer.Succeeded) return null;
        var (made, who) = (answer.Passkey, context.Principal());
        var passkey = new Passkey
        {
            Id = PasskeyRegistry.IdOf(made.CredentialId),
            CredentialId = made.CredentialId,
            PublicKey = made.PublicKey,
            Person = who.Name,
            Role = role,
            Browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString()),
            Host = context.Request.Host.Host,
            SignCount = made.SignCount,
            Transports = made.Transports ?? [],
            IsUserVerified = made.IsUserVerified,
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
            CreatedAt = Now(),
            LastUsed = 0,
        };
        passkeys.Keep(passkey);
        audit.Note(who, "passkey.create", passkey.Id, $"{passkey.Role}, {passkey.Browser}");
        return passkey;
    }

    /// <summary>What to ask the browser for a passkey of anybody, as JSON.</summary>
    public async Task<string> BeginSignIn(HttpContext context)
    {
        var question = await handler.MakeRequestOptionsAsync(null, context);
        state.Write(context, PasskeyState.SigningIn, question.AssertionState);
        return question.RequestOptionsJson;
    }

    /// <summary>Signs in whoever has the passkey that a browser used; whether that was so.</summary>
    /// <exception cref="Hosting.StoreUnavailableException">It could not be kept.</exception>
    public async Task<bool> SignIn(HttpContext context, string credentialJson)
    {
        if (state.Take(context, PasskeyState.SigningIn) is not { } asked) return false;
        var answer = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credentialJson, AssertionState = asked });
        if (!answer.Succeeded || passkeys.Find(answer.Passkey.CredentialId) is not { } passkey) return false;
        if (TokenRoles.Parse(passkey.Role) is not { } role) return false;
        passkeys.Keep(
            passkey with { SignCount = answer.Passkey.SignCount, IsBackedUp = answer.Passkey.IsBackedUp, LastUsed = Now() });
        sessions.Begin(context, passkey.Person, role);
        return true;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
