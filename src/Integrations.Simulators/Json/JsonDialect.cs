namespace Integrations.Simulators;

/// <summary>How a vendor writes the same JSON.</summary>
internal enum JsonDialect
{
    /// <summary>As PHP's json_encode: slashes as <c>\/</c>, everything beyond ASCII as lower-case <c>\uXXXX</c>.</summary>
    Php,

    /// <summary>As Java's Jackson: UTF-8, and nothing escaped that need not be.</summary>
    Jackson,
}
