using System.Diagnostics;
using Tandem.Management.Ui;

namespace Tandem.Management.Evidence.Requests;

/// <summary>What pages call the values of the register.</summary>
internal static class RequestWords
{
    internal static string Of(RequestState state) => state switch
    {
        RequestState.Open => "Open",
        RequestState.Answered => "Answered",
        RequestState.Accepted => "Accepted",
        RequestState.Returned => "Returned",
        RequestState.Closed => "Closed",
        _ => throw new UnreachableException(),
    };

    internal static Tone Tone(RequestState state) => state switch
    {
        RequestState.Open or RequestState.Answered => Ui.Tone.Active,
        RequestState.Accepted => Ui.Tone.Good,
        RequestState.Returned => Ui.Tone.Attention,
        RequestState.Closed => Ui.Tone.Neutral,
        _ => throw new UnreachableException(),
    };
}
