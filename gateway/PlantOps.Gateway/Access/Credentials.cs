using PlantOps.Gateway.Access.Sessions;

namespace PlantOps.Gateway.Access;

/// <summary>Whether what somebody was let in with still counts: for what goes on after its request was let in.</summary>
internal sealed class Credentials(TokenRegistry tokens, SessionRegistry sessions)
{
    public bool AreGood(Principal principal) => principal switch
    {
        { Kind: PrincipalKind.Token, Id: { } id } => tokens.IsGood(id),
        { Kind: PrincipalKind.Person, Id: { } id } => sessions.IsGood(id),
        _ => true,
    };
}
