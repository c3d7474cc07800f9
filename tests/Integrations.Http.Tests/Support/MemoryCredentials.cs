using Integrations.Abstractions;

namespace Integrations.Http.Tests;

/// <summary>A credential store in memory, with the rules of a real one. Several hosts may share it, as processes share a database.</summary>
internal sealed class MemoryCredentials(TimeProvider time) : ICredentialStore
{
    private readonly Dictionary<AccountRef, VendorCredential> _stored = [];
    private readonly Dictionary<AccountRef, (Guid? Lease, DateTimeOffset Until)> _leases = [];
    private readonly Lock _gate = new();
    private int _reads;

    public int Reads => _reads;

    /// <summary>Fails this many writes, as a database that is away for a moment.</summary>
    public int FailingSaves { get; set; }

    public void Set(AccountRef account, string key, int version = 1, DateTimeOffset? expiresAt = null) => Set(account, new VendorCredential { ApiKey = key, Version = version, ExpiresAt = expiresAt });

    public void Set(AccountRef account, VendorCredential credential)
    {
        lock (_gate)
        {
            _stored[account] = credential;
        }
    }

    public VendorCredential Stored(AccountRef account)
    {
        lock (_gate)
        {
            return _stored[account];
        }
    }

    public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(Stored(account));
    }

    public Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            VendorCredential stored = _stored[account];
            (Guid? holder, DateTimeOffset until) = _leases.GetValueOrDefault(account);
            if (stored.Version != version || until > now)
            {
                return Task.FromResult(new RenewalClaim { Credential = stored, Pause = holder is null && until > now ? until - now : null });
            }

            Guid lease = Guid.NewGuid();
            _leases[account] = (lease, now + duration);
            return Task.FromResult(new RenewalClaim { Credential = stored, Lease = lease });
        }
    }

    public Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (FailingSaves > 0)
            {
                FailingSaves--;
                throw new IntegrationUnavailableException("The database is away.");
            }

            if (_stored[account].Version != renewed.Version - 1)
            {
                return Task.FromResult(false);
            }

            _stored[account] = renewed;
            _leases.Remove(account);
            return Task.FromResult(true);
        }
    }

    public Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_leases.GetValueOrDefault(account).Lease == lease)
            {
                _leases[account] = (null, time.GetUtcNow() + pause);
            }

            return Task.CompletedTask;
        }
    }
}
