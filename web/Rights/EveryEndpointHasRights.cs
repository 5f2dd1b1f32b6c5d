namespace Circle.Web.Rights;

/// <summary>The program does not start with an endpoint that says nothing of who may call it.</summary>
internal sealed class EveryEndpointHasRights(EndpointDataSource endpoints) : IHostedLifecycleService
{
    /// <summary>All are mapped by now.</summary>
    /// <exception cref="InvalidOperationException">Names those without.</exception>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var unsaid = endpoints.Endpoints.Where(e => e.Metadata.GetMetadata<EndpointRight>() is null).Select(e => e.DisplayName).ToList();
        return unsaid.Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException($"who may call it is not said (see {nameof(EndpointRights)}): {string.Join(", ", unsaid)}");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
