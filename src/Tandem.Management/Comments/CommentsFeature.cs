using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Comments.Markup;
using Tandem.Management.History;
using Tandem.Management.Records;

namespace Tandem.Management.Comments;

internal static class CommentsFeature
{
    internal const string Tab = "comments";

    internal static void Add(IServiceCollection services)
    {
        services.AddSingleton<CommentMarkdown>();
        services.AddScoped<MentionedPeople>();
        services.AddScoped<CommentQueries>();
        services.AddScoped<WriteComment>();
        services.AddScoped<EditComment>();
        services.AddScoped<WithdrawComment>();
        services.AddSingleton(RecordPanel.Tab<CommentsPanel>(null, 50, Tab, "Comments") with { Badge = typeof(CommentCount) });
        services.AddSingleton(new RecordPage(Comment.Type, Comment.PathOf));
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        CommentEndpoints.Map(app);
        CommentApi.Map(app);
    }
}
