namespace Integrations.Abstractions;

/// <summary>Keeps alarms. Closed ones stay as history.</summary>
public interface IAlertStore
{
    /// <summary>Makes these the open alarms of a rule: new ones are opened, those that were open stay open, and those that are not named are closed.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="open">Its alarms, at most one for an account and stream.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Alarms that were opened by this call.</returns>
    Task<IReadOnlyList<IntegrationAlert>> SetAsync(string rule, IReadOnlyList<IntegrationAlert> open, CancellationToken cancellationToken = default);

    /// <summary>All open alarms, oldest first.</summary>
    Task<IReadOnlyList<IntegrationAlert>> ListOpenAsync(CancellationToken cancellationToken = default);
}
