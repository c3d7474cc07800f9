namespace Integrations.Abstractions;

/// <summary>Encrypts all stored secrets anew with the current key, while everything runs.</summary>
public interface ICredentialRotation
{
    /// <summary>
    /// Reads every secret that was encrypted with another key than the current one and stores it encrypted with that, in bounded portions; a secret that was renewed or replaced meanwhile is left as it
    /// is, because that was done with the current key. It may be stopped at any time and called again. An account that was stopped because its credential could not be decrypted is made active when it
    /// can be now.
    /// </summary>
    Task<RotationResult> RotateAsync(CancellationToken cancellationToken = default);
}
