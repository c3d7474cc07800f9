namespace Integrations.Abstractions;

/// <summary>Tells workers that there may be something to do, so that they need not look often. A signal may be lost; a look for work must follow from time to time all the same.</summary>
public interface IWorkSignals
{
    /// <summary>Listens until it is stopped or the connection breaks.</summary>
    /// <param name="onListening">Called once signals arrive from now on.</param>
    /// <param name="onSignal">Called with the topic of each signal: <c>queue</c>, <c>steps</c>, <c>webhooks</c>.</param>
    /// <param name="cancellationToken">Stops listening.</param>
    /// <exception cref="IntegrationUnavailableException">The connection is broken; listen again.</exception>
    Task ListenAsync(Action onListening, Action<string> onSignal, CancellationToken cancellationToken);
}
