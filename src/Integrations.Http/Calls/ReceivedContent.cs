using System.Net;

namespace Integrations.Http;

/// <summary>A body that has been received completely. Hands out its one buffer without copying.</summary>
internal sealed class ReceivedContent(ReadOnlyMemory<byte> bytes) : HttpContent
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public ReceivedBody? Body { get; init; }

    /// <summary>Receives a body to its end.</summary>
    /// <exception cref="InvalidDataException">It is larger than allowed.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReceiveAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        long? announced = content.Headers.ContentLength;
        if (announced > most)
        {
            throw new InvalidDataException();
        }

        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // One byte more than announced, so that the end is seen without growing.
            byte[] buffer = new byte[announced is > 0 ? (int)announced + 1 : 16 * 1024];
            int length = 0;
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.AsMemory(0, length);
                }

                length += read;
                if (length > most)
                {
                    throw new InvalidDataException();
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, (long)buffer.Length * 2));
                }
            }
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => stream.WriteAsync(bytes, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        // Refit makes a default value of a body of known length zero. Of unknown length it is read, and nothing is not taken for an answer.
        length = bytes.Length;
        return length > 0;
    }
}
