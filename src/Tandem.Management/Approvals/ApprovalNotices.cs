using Microsoft.Extensions.DependencyInjection;
using Tandem.Management.Access;
using Tandem.Management.Notifications;

namespace Tandem.Management.Approvals;

/// <summary>Tells approvers that they are asked, deputies of those who are absent too, and whoever put something forward what became of it.</summary>
internal static class ApprovalNotices
{
    internal static ApprovalMoved Hook { get; } = new(HandleAsync);

    private static async Task HandleAsync(IServiceProvider services, ApprovalMove move, CancellationToken cancellation)
    {
        var (approval, notifier) = (move.Approval, services.GetRequiredService<Notifier>());
        var subject = $"version {approval.SubjectVersion} of {approval.SubjectKey}";
        switch (move.Step)
        {
            case ApprovalStep.PutForward:
                foreach (var seat in await services.GetRequiredService<ApprovalPeople>().SeatsAsync(approval.Seats, cancellation))
                {
                    Tell(seat.Person, NotificationKinds.ApprovalAsked, $"{approval.AskedByName} asks for your approval of {subject}");
                    Tell(seat.StandIn, NotificationKinds.ApprovalAsked, $"{approval.AskedByName} asks for an approval of {subject}, which you may give for {seat.Name}");
                }
                break;
            case ApprovalStep.Decided when approval.State != ApprovalState.Open:
                Tell(approval.AskedByPerson, NotificationKinds.ApprovalDecided, $"{subject} is {ApprovalWords.Of(approval.State).ToLowerInvariant()}");
                break;
            case ApprovalStep.Superseded:
                Tell(approval.AskedByPerson, NotificationKinds.ApprovalDecided, $"{approval.Key} ended: {services.GetRequiredService<CurrentUser>().Name} changed {approval.SubjectKey}");
                break;
            case ApprovalStep.Decided or ApprovalStep.Withdrawn:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        void Tell(string person, string kind, string words) => notifier.Add(person, kind, approval.SubjectKey, words, approval.Path);
    }
}
