using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Stores how a run ended badly, and what that says of its account.</summary>
internal sealed class FailureSettler(
    SourceRegistry sources, ICredentialStore credentials, IOptions<EngineOptions> options, TimeProvider time, ILogger<FailureSettler> logger)
{
    private readonly EngineOptions _options = options.Value;

    /// <summary>Never throws: what cannot be stored is left to the lease's expiry. Returns the reason class.</summary>
    /// <param name="lease">The run.</param>
    /// <param name="attempt">Attempts so far, this one included.</param>
    /// <param name="error">What happened.</param>
    /// <param name="store">Stores the failure and frees the lease.</param>
    /// <param name="leaseLost">Cancelled when the lease is not held any more.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public async Task<string> SettleAsync(
        SyncLease lease, int attempt, Exception error, Func<RunFailure, CancellationToken, Task> store, CancellationToken leaseLost, CancellationToken stopping)
    {
        if (error is IntegrationLeaseLostException || leaseLost.IsCancellationRequested)
        {
            EngineLog.LeaseLost(logger, lease.Stream, lease.Account);
            return "lease_lost";
        }

        DateTimeOffset now = time.GetUtcNow();
        RunFailure failure = error is OperationCanceledException && stopping.IsCancellationRequested
            ? FailurePolicy.Stopping(now)
            : FailurePolicy.Of(error, lease, attempt, _options, now);
        EngineLog.RunFailed(logger, FailurePolicy.IsBug(error) ? error : null, lease.Stream, lease.Account, failure.Code, failure.Message, failure.RetryAt);
        try
        {
            // Not the run's token: a stopping host still hands its step back.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
            if (error is IntegrationAuthorizationException && await LockedAsync(lease.Account, limit.Token).ConfigureAwait(false) is { } version)
            {
                failure = failure with { AccountStatus = AccountStatus.Locked, CredentialVersion = version };
            }

            await store(failure, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IntegrationException or OperationCanceledException)
        {
            EngineLog.FailureNotStored(logger, lease.Stream, lease.Account, e.Message);
        }

        return failure.Code;
    }

    /// <summary>
    /// Version of the credential whose own identity is forbidden. Null when it is not: a forbidden stream concerns the account only when its identity is forbidden too.
    /// </summary>
    private async Task<int?> LockedAsync(AccountRef account, CancellationToken cancellationToken)
    {
        if (sources.Identity(account.Vendor) is not { } identity)
        {
            return null;
        }

        int? version = null;
        try
        {
            VendorCredential credential = await credentials.GetAsync(account, cancellationToken).ConfigureAwait(false);
            version = credential.Version;
            await identity.ReadAsync(credential, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (IntegrationAuthorizationException)
        {
            return version;
        }
        catch (IntegrationException)
        {
            return null;
        }
    }
}
