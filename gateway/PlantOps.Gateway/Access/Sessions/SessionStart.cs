using PlantOps.Gateway.Access.Audit;

namespace PlantOps.Gateway.Access.Sessions;

/// <summary>Signs somebody in with the browser that asks, and out again, there or elsewhere.</summary>
internal sealed class SessionStart(SessionRegistry sessions, AuditLog audit)
{
    /// <exception cref="Hosting.StoreUnavailableException">It could not be kept.</exception>
    public void Begin(HttpContext context, string person, TokenRole role)
    {
        var browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString());
        var (session, secret) = sessions.Begin(person, role, browser);
        SessionCookie.Write(context.Response, secret);
        var who = new Principal(PrincipalKind.Person, person, session.Id);
        audit.Note(who, "session.begin", session.Id, $"{session.Role}, {browser}");
    }

    public void End(HttpContext context)
    {
        SessionCookie.Clear(context.Response);
        if (context.Principal() is { Kind: PrincipalKind.Person, Id: { } id } who) End(id, who);
    }

    /// <summary>Ends any session; <see langword="null"/> where there is none with that id.</summary>
    /// <exception cref="Hosting.StoreUnavailableException">It could not be taken away and is still good.</exception>
    public Session? End(string id, Principal who)
    {
        var ended = sessions.End(id);
        if (ended is not null) audit.Note(who, "session.end", ended.Id, $"{ended.Person}, {ended.Browser}");
        return ended;
    }
}
