using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Registrations that are told apart by a name.</summary>
internal static class Named
{
    /// <exception cref="IntegrationConfigurationException">Two have the same name.</exception>
    public static Dictionary<string, T> Once<T>(IEnumerable<T> all, Func<T, string> name, string what)
    {
        Dictionary<string, T> named = new(StringComparer.Ordinal);
        foreach (T each in all)
        {
            if (!named.TryAdd(name(each), each))
            {
                throw new IntegrationConfigurationException($"Two registered {what} are named '{name(each)}'. Give each a name of its own.");
            }
        }

        return named;
    }
}
