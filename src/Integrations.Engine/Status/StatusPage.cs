using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>A page of accounts, by vendor and id.</summary>
/// <param name="TakenAt">When it was read.</param>
/// <param name="Accounts">The accounts.</param>
/// <param name="Next">Where the next page begins. Null for the last.</param>
public sealed record StatusPage(DateTimeOffset TakenAt, IReadOnlyList<AccountHealth> Accounts, AccountRef? Next);
