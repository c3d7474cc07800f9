namespace Integrations.Abstractions;

/// <summary>Keeps the OAuth sign-ins that were begun, for all processes of the host, so that a callback may arrive at any of them.</summary>
public interface IOAuthStateStore
{
    /// <summary>Stores a sign-in that begins.</summary>
    Task AddAsync(OAuthState state, CancellationToken cancellationToken = default);

    /// <summary>The sign-in. Null when there is none, or it ended long ago.</summary>
    Task<OAuthState?> FindAsync(Guid key, CancellationToken cancellationToken = default);

    /// <summary>Uses a sign-in up. True for exactly one caller over all processes.</summary>
    Task<bool> TryUseAsync(Guid key, CancellationToken cancellationToken = default);
}
