using System.Diagnostics.CodeAnalysis;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>How a sign-in ended.</summary>
public sealed record OAuthResult
{
    /// <summary>The account that was connected. Null when the user declined.</summary>
    public AccountInfo? Account { get; init; }

    /// <summary>True when the user declined at the vendor. Nothing was connected.</summary>
    [MemberNotNullWhen(false, nameof(Account))]
    public bool IsDenied => Account is null;
}
