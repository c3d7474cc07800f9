using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Integrations.Abstractions;

/// <summary>SHA-256 of a payload without its volatile fields, independent of the order of properties and of arrays that are sets (invariant I5).</summary>
public static class ContentHash
{
    private const int MaxDepth = 512;
    private const int LengthPrefix = sizeof(int);

    /// <summary>Hashes one JSON object in UTF-8. Top-level properties are taken in the order of their names; what is nested is taken as it stands.</summary>
    /// <param name="json">A valid JSON object.</param>
    /// <param name="rules">What to leave out and which arrays are sets.</param>
    /// <param name="mappingVersion">Version of the mapper, part of the hash.</param>
    /// <param name="part">The list that it was read from, part of the hash. Null for a stream of one list.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException"><paramref name="json"/> is not one JSON object.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> json, HashRules rules, int mappingVersion, string? part = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var properties = new Slices();
        var elements = new Slices();
        try
        {
            Read(json, rules, ref properties, ref elements);
            Sort(properties.Used, json);
            return Hash(json, properties.Used, elements.Used, mappingVersion, part is null ? [] : Encoding.UTF8.GetBytes(part));
        }
        catch (JsonException e)
        {
            throw new ArgumentException("The payload is not one JSON object.", nameof(json), e);
        }
        finally
        {
            properties.Return();
            elements.Return();
        }
    }

    private static void Read(ReadOnlySpan<byte> json, HashRules rules, ref Slices properties, ref Slices elements)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int nameStart = (int)reader.TokenStartIndex + 1;
            int nameLength = reader.ValueSpan.Length;
            bool isVolatile = Names(rules.Volatile, ref reader);
            bool isSet = !isVolatile && Names(rules.Unordered, ref reader);
            reader.Read();
            int valueStart = (int)reader.TokenStartIndex;
            int firstElement = -1;
            int elementCount = 0;
            if (isSet && reader.TokenType == JsonTokenType.StartArray)
            {
                firstElement = elements.Count;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    int length = (int)reader.BytesConsumed - start;
                    elements.Add(new Slice(Prefix(json.Slice(start, length)), start, length, 0, 0, -1, 0));
                }

                elementCount = elements.Count - firstElement;
                Sort(elements.Used.Slice(firstElement, elementCount), json);
            }
            else
            {
                reader.Skip();
            }

            if (!isVolatile)
            {
                ReadOnlySpan<byte> name = json.Slice(nameStart, nameLength);
                properties.Add(new Slice(Prefix(name), nameStart, nameLength, valueStart, (int)reader.BytesConsumed - valueStart, firstElement, elementCount));
            }
        }

        // The end of the object is read; anything but white space after it throws here.
        reader.Read();
    }

    private static byte[] Hash(ReadOnlySpan<byte> json, ReadOnlySpan<Slice> properties, ReadOnlySpan<Slice> elements, int mappingVersion, ReadOnlySpan<byte> part)
    {
        int size = LengthPrefix + (part.IsEmpty ? 0 : LengthPrefix + part.Length);
        foreach (Slice property in properties)
        {
            size += (3 * LengthPrefix) + property.KeyLength + property.ValueLength + (LengthPrefix * property.ElementCount);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            int at = 0;
            Write(buffer, ref at, mappingVersion);
            foreach (Slice property in properties)
            {
                Write(buffer, ref at, json.Slice(property.KeyStart, property.KeyLength));
                Write(buffer, ref at, property.FirstElement < 0 ? -1 : property.ElementCount);
                if (property.FirstElement < 0)
                {
                    Write(buffer, ref at, json.Slice(property.ValueStart, property.ValueLength));
                    continue;
                }

                foreach (Slice element in elements.Slice(property.FirstElement, property.ElementCount))
                {
                    Write(buffer, ref at, json.Slice(element.KeyStart, element.KeyLength));
                }
            }

            if (!part.IsEmpty)
            {
                Write(buffer, ref at, part);
            }

            return SHA256.HashData(buffer.AsSpan(0, at));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Write(Span<byte> buffer, ref int at, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer[at..], number);
        at += LengthPrefix;
    }

    private static void Write(Span<byte> buffer, ref int at, ReadOnlySpan<byte> bytes)
    {
        Write(buffer, ref at, bytes.Length);
        bytes.CopyTo(buffer[at..]);
        at += bytes.Length;
    }

    private static bool Names(IReadOnlyList<string> names, ref Utf8JsonReader reader)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static ulong Prefix(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        bytes.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    // Heap sort: a comparer for Span.Sort could not hold the payload's span.
    private static void Sort(Span<Slice> slices, ReadOnlySpan<byte> json)
    {
        for (int root = (slices.Length / 2) - 1; root >= 0; root--)
        {
            SiftDown(slices, root, json);
        }

        for (int last = slices.Length - 1; last > 0; last--)
        {
            (slices[0], slices[last]) = (slices[last], slices[0]);
            SiftDown(slices[..last], 0, json);
        }
    }

    private static void SiftDown(Span<Slice> slices, int root, ReadOnlySpan<byte> json)
    {
        while ((2 * root) + 1 < slices.Length)
        {
            int child = (2 * root) + 1;
            if (child + 1 < slices.Length && Compare(slices[child], slices[child + 1], json) < 0)
            {
                child++;
            }

            if (Compare(slices[root], slices[child], json) >= 0)
            {
                return;
            }

            (slices[root], slices[child]) = (slices[child], slices[root]);
            root = child;
        }
    }

    private static int Compare(in Slice a, in Slice b, ReadOnlySpan<byte> json)
    {
        if (a.Prefix != b.Prefix)
        {
            return a.Prefix < b.Prefix ? -1 : 1;
        }

        int order = json.Slice(a.KeyStart, a.KeyLength).SequenceCompareTo(json.Slice(b.KeyStart, b.KeyLength));
        return order != 0 ? order : a.KeyStart.CompareTo(b.KeyStart);
    }

    /// <summary>A property (key and value) or an element of a set (key only) in the payload.</summary>
    /// <param name="Prefix">First eight bytes of the key, most significant first: decides nearly all comparisons.</param>
    /// <param name="KeyStart">Begin of the key.</param>
    /// <param name="KeyLength">Length of the key.</param>
    /// <param name="ValueStart">Begin of the value.</param>
    /// <param name="ValueLength">Length of the value.</param>
    /// <param name="FirstElement">First element of a set. Negative when the value is not a set.</param>
    /// <param name="ElementCount">Number of elements of a set.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slice(ulong Prefix, int KeyStart, int KeyLength, int ValueStart, int ValueLength, int FirstElement, int ElementCount);

    /// <summary>A growing list in a pooled array.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Slices
    {
        private Slice[]? _array;

        public int Count { get; private set; }

        public readonly Span<Slice> Used => _array.AsSpan(0, Count);

        public void Add(Slice slice)
        {
            if (_array is null || Count == _array.Length)
            {
                Slice[] larger = ArrayPool<Slice>.Shared.Rent(Math.Max(64, Count * 2));
                Used.CopyTo(larger);
                Return();
                _array = larger;
            }

            _array[Count++] = slice;
        }

        public readonly void Return()
        {
            if (_array is not null)
            {
                ArrayPool<Slice>.Shared.Return(_array);
            }
        }
    }
}
