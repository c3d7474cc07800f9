namespace Integrations.Fub;

/// <summary>The answer to the creation of a person.</summary>
/// <param name="IsNew">True when the person was made (status 201). False when the vendor found it and left it untouched: nothing of what was sent is stored (status 200). Documented.</param>
/// <param name="Person">The person; the one that was there when <paramref name="IsNew"/> is false.</param>
public sealed record FubPersonResult(bool IsNew, FubPerson Person);
