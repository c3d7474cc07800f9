using System.Diagnostics.CodeAnalysis;

namespace Integrations.Http;

/// <summary>Functions that read the body of an answer into a type, for types that keep slices of the body. Fill it before use; it is read by many threads.</summary>
public sealed class VendorBodyReaders
{
    private readonly Dictionary<Type, Delegate> _readers = [];

    /// <summary>Adds the reader of a type.</summary>
    /// <typeparam name="T">Return type of interface methods.</typeparam>
    /// <param name="read">Reads the body. It may keep slices of it.</param>
    /// <returns>This, for chaining.</returns>
    public VendorBodyReaders Add<T>(Func<ReceivedBody, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        _readers[typeof(T)] = read;
        return this;
    }

    internal bool TryGet<T>([NotNullWhen(true)] out Func<ReceivedBody, T>? read)
    {
        read = _readers.TryGetValue(typeof(T), out Delegate? found) ? (Func<ReceivedBody, T>)found : null;
        return read is not null;
    }
}
