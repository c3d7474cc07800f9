using System.Globalization;
using System.Text;

namespace Integrations.Testing;

/// <summary>Reads along in HTTP/1.1 without pipelining: one request, then its answer.</summary>
internal sealed class HttpTap(Func<WireEvent, bool> observe) : WireTap(observe)
{
    private readonly Lock _gate = new();
    private string? _request;
    private bool _isAnswering;
    private bool _isChunked;
    private string? _answered;
    private long _left;

    public override int FromClient(ReadOnlySpan<byte> arrived)
    {
        string line;
        lock (_gate)
        {
            if (_request is not null)
            {
                return arrived.Length;
            }

            int end = arrived.IndexOf("\r\n"u8);
            if (end < 0)
            {
                return 0;
            }

            _request = line = Encoding.ASCII.GetString(arrived[..end]);
        }

        return Observe(WireKind.Request, WireMoment.Sending, line) ? arrived.Length : -1;
    }

    public override int FromServer(ReadOnlySpan<byte> arrived)
    {
        int head = 0;
        if (!_isAnswering)
        {
            head = arrived.IndexOf("\r\n\r\n"u8) + 4;
            if (head < 4)
            {
                return 0;
            }

            if (!Observe(WireKind.Request, WireMoment.Answering, _request ?? ""))
            {
                return -1;
            }

            string headers = Encoding.ASCII.GetString(arrived[..head]);
            _isAnswering = true;
            _isChunked = headers.Contains("\r\nTransfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
            _left = ContentLength(headers);
        }

        _left -= arrived.Length - head;
        if (_isChunked ? arrived.EndsWith("0\r\n\r\n"u8) : _left <= 0)
        {
            // Before the last byte leaves: the client's next request may be faster than the next line here.
            lock (_gate)
            {
                _answered = _request ?? "";
                _request = null;
            }

            _isAnswering = false;
        }

        return arrived.Length;
    }

    public override bool SentToClient()
    {
        if (_answered is not { } request)
        {
            return true;
        }

        _answered = null;
        return Observe(WireKind.Request, WireMoment.Answered, request);
    }

    private static long ContentLength(string headers)
    {
        const string Name = "\r\nContent-Length:";
        int at = headers.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return 0;
        }

        int start = at + Name.Length;
        return long.Parse(headers.AsSpan(start, headers.IndexOf('\r', start) - start).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
