namespace Integrations.Abstractions;

/// <summary>Kinds of drift between a vendor's payload and this package.</summary>
public enum DriftKind
{
    /// <summary>A property that the model does not have.</summary>
    UnknownField,

    /// <summary>A word that the open enum does not list.</summary>
    UnknownValue,

    /// <summary>A value that is kept although it cannot be right, for example shares of more than a whole.</summary>
    DoubtfulValue,

    /// <summary>Text that had to be sanitised before PostgreSQL accepts it.</summary>
    SanitizedText,
}
