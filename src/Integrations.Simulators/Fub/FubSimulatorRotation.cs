namespace Integrations.Simulators;

/// <summary>What becomes of a refresh token that is used. The vendor does not document it.</summary>
public enum FubSimulatorRotation
{
    /// <summary>It stays valid; the answer holds no other one.</summary>
    Keep,

    /// <summary>It ends at once; the answer holds its successor.</summary>
    Rotate,

    /// <summary>As <see cref="Rotate"/>, but the old one stays valid until the new access token is used for the first time.</summary>
    RotateWithGrace,
}
