using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Makes clients for the calls of a host itself. Sync runs do not need it.</summary>
public interface IRezenClientFactory
{
    /// <summary>Makes a client of one connected account. Cheap; make one when it is needed.</summary>
    /// <param name="account">The account, of vendor <c>rezen</c>.</param>
    /// <exception cref="ArgumentException">The account belongs to another vendor.</exception>
    RezenClient Create(AccountRef account);
}
