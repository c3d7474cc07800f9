using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Integrations.Http;

/// <summary>
/// A property of a partial update: left alone, which is the default, or set to a value that may be null. A value converts to it by itself, so an update reads
/// <c>new() { Name = "Avery", Price = null }</c>.
/// </summary>
/// <typeparam name="T">The value; nullable where null means something to the vendor.</typeparam>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Change<T>
{
    /// <summary>Sets a value.</summary>
    /// <param name="value">The value to send, also when it is null.</param>
    public Change(T value)
    {
        Value = value;
        IsSet = true;
    }

    /// <summary>True when the property is sent.</summary>
    public bool IsSet { get; }

    /// <summary>What is sent. Without meaning when <see cref="IsSet"/> is false.</summary>
    [MaybeNull]
    public T Value { get; }

    /// <summary>Sets a value.</summary>
    /// <param name="value">The value to send, also when it is null.</param>
    public static implicit operator Change<T>(T value) => new(value);
}
