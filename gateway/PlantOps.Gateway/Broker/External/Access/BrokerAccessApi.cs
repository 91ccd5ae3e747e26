using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Access;

/// <summary>
/// What a broker of the owner's asks, on a port of its own: forms from RabbitMQ, JSON from EMQX. It is known by a key, which
/// RabbitMQ has in the address, as it sends no header.
/// </summary>
internal static class BrokerAccessApi
{
    public const string Path = "/local/broker";
    public const string KeyHeader = "X-Broker-Key";
    public const string KeyParameter = "key";

    /// <summary>Longest question, in bytes: two names and a topic, each with every character escaped.</summary>
    public const int MaxQuestion = 16 * 1024;

    public static void MapBrokerAccess(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).BrokerOnly().DisableRateLimiting();
        group.MapPost("/user", User).AsBroker();
        group.MapPost("/vhost", VirtualHost).AsBroker();
        group.MapPost("/resource", Resource).AsBroker();
        group.MapPost("/topic", Topic).AsBroker();
        group.MapPost("/emqx/authenticate", Authenticate).AsBroker();
        group.MapPost("/emqx/authorize", Authorize).AsBroker();
    }

    private static async Task<ContentHttpResult> User(HttpContext context, RabbitMqQuestions questions)
    {
        var form = await FormAsync(context);
        return TypedResults.Text(questions.User(form["username"], form["password"], form["client_id"]));
    }

    private static async Task<ContentHttpResult> VirtualHost(HttpContext context, RabbitMqQuestions questions)
    {
        var form = await FormAsync(context);
        return Answer(questions.MayEnter(form["username"], form["vhost"]));
    }

    private static async Task<ContentHttpResult> Resource(HttpContext context, RabbitMqQuestions questions)
    {
        var form = await FormAsync(context);
        return Answer(questions.MayUse(form["username"], form["resource"], form["name"], form["permission"]));
    }

    private static async Task<ContentHttpResult> Topic(HttpContext context, RabbitMqQuestions questions)
    {
        var form = await FormAsync(context);
        return Answer(questions.MayRoute(form["username"], form["name"], form["permission"], form["routing_key"]));
    }

    private static Ok<BrokerVerdict> Authenticate(BrokerClient client, BrokerAccess access) => TypedResults.Ok(
        access.Enter(client.Username, client.Password, client.ClientId) switch
        {
            BrokerGuest.Gateway => new BrokerVerdict { Result = BrokerVerdict.Allow, IsSuperuser = true },
            BrokerGuest.Client => new BrokerVerdict { Result = BrokerVerdict.Allow },
            _ => new BrokerVerdict { Result = BrokerVerdict.Deny },
        });

    private static Ok<BrokerVerdict> Authorize(BrokerClient client, BrokerAccess access)
    {
        var topic = client.Topic ?? string.Empty;
        var may = client.Action switch
        {
            "publish" => access.MayPublish(client.Username, topic),
            "subscribe" => access.MaySubscribe(client.Username, topic),
            _ => false,
        };
        return TypedResults.Ok(new BrokerVerdict { Result = may ? BrokerVerdict.Allow : BrokerVerdict.Deny });
    }

    // What is no form asks for nobody.
    private static async Task<IFormCollection> FormAsync(HttpContext context) =>
        context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;

    private static ContentHttpResult Answer(bool may) => TypedResults.Text(may ? BrokerVerdict.Allow : BrokerVerdict.Deny);

    private static void AsBroker(this RouteHandlerBuilder route) =>
        route.WithMetadata(new BodyLimit()).AddEndpointFilter((asked, next) =>
            asked.HttpContext.RequestServices.GetRequiredService<BrokerKey>().CheckAsync(asked, next));

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxQuestion;
    }
}
