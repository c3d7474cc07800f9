namespace Integrations.Rezen;

/// <summary>When a transaction is read by itself. Whether that brings more than its row of a list was not established at the vendor.</summary>
public enum RezenTransactionDetail
{
    /// <summary>Whenever its row changed.</summary>
    WhenChanged,

    /// <summary>Never: the rows of the lists are enough, as two clients do (Observed).</summary>
    Never,
}
