using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>A credential in place of an older one.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="IsRenewed">True when it was renewed just now, so that another renewal would not help; false when it was merely found in the store.</param>
internal sealed record ReplacedCredential(VendorCredential Credential, bool IsRenewed);
