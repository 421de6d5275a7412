using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Tandem.Management.Ui;

/// <summary>A component that asks the database for what it shows. Components of a page load one after the other: they share the request's database context, which serves one query at a time.</summary>
public abstract class LoadingComponent : ComponentBase
{
    [Inject] private LoadingTurn Turn { get; set; } = default!;

    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>Reads what is shown; called once the parameters are set.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellation);

    protected sealed override async Task OnParametersSetAsync()
    {
        var cancellation = Http?.RequestAborted ?? CancellationToken.None;
        await Turn.Taken.WaitAsync(cancellation);
        try
        {
            await LoadAsync(cancellation);
        }
        finally
        {
            Turn.Taken.Release();
        }
    }
}

/// <summary>Whose turn it is among the components of one request.</summary>
public sealed class LoadingTurn : IDisposable
{
    internal SemaphoreSlim Taken { get; } = new(1);

    public void Dispose() => Taken.Dispose();
}
