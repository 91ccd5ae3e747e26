using PlantOps.Device.Core.Portal.Http;
using PlantOps.Device.Core.Portal.Pages;

namespace PlantOps.Device.Core.Portal;

/// <summary>Answers requests: which page, which redirect, what is taken from a form.</summary>
internal sealed class PortalPages
{
    /// <summary>Most bytes of a page.</summary>
    public const int MaxPageBytes = 8 * 1024;

    private const string Html = "text/html; charset=utf-8";

    private readonly SetupFlow _flow;
    private readonly string _authority;
    private readonly SetupView _view = new SetupView();
    private readonly HtmlWriter _html = new HtmlWriter(MaxPageBytes);
    private readonly ReplyWriter _reply = new ReplyWriter();

    public PortalPages(SetupFlow flow, string name, string authority)
    {
        _flow = flow;
        _authority = authority;
        _view.Name = name;
        _view.Address = string.Concat("http://", authority, "/");
    }

    /// <summary>Whether somebody was shown that everything is stored.</summary>
    public bool WasDoneShown { get; private set; }

    /// <summary>Answers what was read.</summary>
    /// <param name="status">What reading it came to.</param>
    public void Answer(IConnection connection, int status, RequestReader request)
    {
        RequestHead head = request.Head;
        if (status != HttpStatus.Ok)
        {
            _reply.Refuse(connection, status);
        }
        else if (head.Path == "/captive")
        {
            Captive(connection, head);
        }
        else if (CaptiveProbes.IsProbe(head.Path) || (head.Host.Length > 0 && head.Host != _authority))
        {
            // Also every form that was meant for somebody else.
            _reply.Redirect(connection, HttpStatus.Found, _view.Address);
        }
        else if (head.IsPost)
        {
            Take(connection, request);
        }
        else
        {
            Show(connection, head);
        }
    }

    private void Take(IConnection connection, RequestReader request)
    {
        SetupForm? form = request.Head.Path == "/setup" ? SetupForm.Read(request.Form) : null;
        if (form == null)
        {
            _reply.Refuse(connection, request.Head.Path == "/setup" ? HttpStatus.BadRequest : HttpStatus.NotFound);
            return;
        }

        _flow.Submit(form);
        _reply.Redirect(connection, HttpStatus.SeeOther, _view.Address);
    }

    private void Show(IConnection connection, RequestHead head)
    {
        switch (head.Path)
        {
            case "/":
                Page(connection, head);
                break;
            case "/state":
                Text(connection, NameOf(_flow.State), head);
                break;
            case "/scan":
                _flow.RequestScan();
                _reply.Redirect(connection, HttpStatus.SeeOther, _view.Address);
                break;
            default:
                _reply.Refuse(connection, HttpStatus.NotFound);
                break;
        }
    }

    private void Page(IConnection connection, RequestHead head)
    {
        _flow.Show(_view);
        _html.Reset();
        switch (_view.State)
        {
            case SetupState.Asking:
                FormPage.Write(_html, _view);
                break;
            case SetupState.Done:
                DonePage.Write(_html, _view);
                WasDoneShown = true;
                break;
            default:
                ProgressPage.Write(_html, _view);
                break;
        }

        _reply.Send(connection, Html, _html.Buffer, _html.Length, head.IsHead);
    }

    private void Text(IConnection connection, string text, RequestHead head)
    {
        _html.Reset();
        _html.Markup(text);
        _reply.Send(connection, "text/plain", _html.Buffer, _html.Length, head.IsHead);
    }

    // RFC 8908: what a phone is told that was given this address with its own (RFC 8910). Others come here to be sent on.
    private void Captive(IConnection connection, RequestHead head)
    {
        if (!head.WantsCaptiveApi)
        {
            _reply.Redirect(connection, HttpStatus.Found, _view.Address);
            return;
        }

        _html.Reset();
        _html.Markup("{\"captive\":true,\"user-portal-url\":\"");
        _html.Markup(_view.Address);
        _html.Markup("\"}");
        _reply.Send(connection, "application/captive+json", _html.Buffer, _html.Length, head.IsHead);
    }

    private static string NameOf(SetupState state)
    {
        switch (state)
        {
            case SetupState.Asking: return "asking";
            case SetupState.Joining: return "joining";
            case SetupState.Enrolling: return "enrolling";
            default: return "done";
        }
    }
}
