using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>One stream from the bytes of a page to its rows, with nothing of it left out but HTTP, for <see cref="FuzzContractTests"/>.</summary>
/// <param name="descriptor">The stream.</param>
public abstract class FuzzStream(SyncStreamDescriptor descriptor)
{
    /// <summary>The stream.</summary>
    public SyncStreamDescriptor Descriptor { get; } = descriptor;

    /// <summary>Name, for messages and seeds.</summary>
    public string Name => Descriptor.Name.Entity;

    /// <summary>A sound record.</summary>
    /// <param name="number">Its number; another number is another record.</param>
    public abstract JsonObject Record(long number);

    /// <summary>A page of records.</summary>
    /// <param name="records">The records, which may be anything.</param>
    public abstract byte[] Page(params IReadOnlyList<byte[]> records);

    /// <summary>Reads and maps a page.</summary>
    /// <param name="body">The page, which may be anything.</param>
    /// <exception cref="IntegrationProtocolException">The page is unreadable.</exception>
    public abstract IReadOnlyList<MappedRecord> Read(byte[] body);

    /// <summary>Writes records with commas between them.</summary>
    /// <param name="before">Text before the records.</param>
    /// <param name="records">The records, which may be anything.</param>
    /// <param name="after">Text behind the records.</param>
    protected static byte[] Around(string before, IReadOnlyList<byte[]> records, string after)
    {
        ArgumentNullException.ThrowIfNull(records);
        using var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes(before));
        for (int i = 0; i < records.Count; i++)
        {
            body.Write(i == 0 ? [] : ","u8);
            body.Write(records[i]);
        }

        body.Write(Encoding.UTF8.GetBytes(after));
        return body.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
