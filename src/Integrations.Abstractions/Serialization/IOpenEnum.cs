namespace Integrations.Abstractions;

/// <summary>A vendor vocabulary that grows: known words are statics, any other word is kept as it came.</summary>
/// <typeparam name="TSelf">The vocabulary.</typeparam>
public interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The word as the vendor wrote it.</summary>
    string Value { get; }

    /// <summary>True when this version of the package lists the word.</summary>
    bool IsKnown { get; }

    /// <summary>Takes a word, known or not.</summary>
    static abstract TSelf From(string value);
}
