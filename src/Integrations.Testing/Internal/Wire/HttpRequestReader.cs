using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Integrations.Testing;

/// <summary>Reads one request after the other from a connection: line, headers, and a body of announced length or in chunks.</summary>
internal sealed class HttpRequestReader(NetworkStream stream)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    /// <summary>Null when the client has closed the connection.</summary>
    public async Task<Received?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        string[] lines = Encoding.ASCII.GetString(_buffer, 0, end).Split("\r\n");
        Take(end + 4);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        byte[]? body = headers.ContainsKey("Transfer-Encoding")
            ? await ReadChunksAsync(cancellationToken).ConfigureAwait(false)
            : await ReadBytesAsync(headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0, cancellationToken).ConfigureAwait(false);
        return body is null ? null : new Received(new FaultyServerRequest(lines[0], headers), body);
    }

    private async Task<byte[]?> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            int end;
            while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n"u8)) < 0)
            {
                if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }

            int size = int.Parse(Encoding.ASCII.GetString(_buffer, 0, end).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Take(end + 2);
            if (await ReadBytesAsync(size + 2, cancellationToken).ConfigureAwait(false) is not { } chunk)
            {
                return null;
            }

            if (size == 0)
            {
                return body.ToArray();
            }

            body.Write(chunk, 0, size);
        }
    }

    private async Task<byte[]?> ReadBytesAsync(int length, CancellationToken cancellationToken)
    {
        while (_filled < length)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        byte[] bytes = _buffer[..length];
        Take(length);
        return bytes;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
        _filled += read;
        return read > 0;
    }

    private void Take(int length)
    {
        _filled -= length;
        _buffer.AsSpan(length, _filled).CopyTo(_buffer);
    }

    /// <summary>A request with its body.</summary>
    internal sealed record Received(FaultyServerRequest Request, byte[] Body);
}
