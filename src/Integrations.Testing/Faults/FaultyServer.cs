using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Integrations.Testing;

/// <summary>
/// A server on 127.0.0.1 that stands before another one, typically a vendor's simulator, and spoils answers on the wire as no stub of HTTP can: resets, cut bodies, wrong lengths, silence,
/// endless answers, a redirect to a foreign host. Requests that no fault is meant for are passed on and answered as they are. HTTP/1.1 without TLS.
/// </summary>
public sealed class FaultyServer : IAsyncDisposable
{
    private const int DripBytes = 1_000_000;
    private const int BombBytes = 1 << 30;
    private const string HtmlBody = "<!DOCTYPE html><html><head><title>Just a moment</title></head><body>We will be right back</body></html>";

    private static readonly TimeSpan s_drip = TimeSpan.FromMilliseconds(20);
    private static readonly Lazy<byte[]> s_bomb = new(MakeBomb);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpListener _foreign = new(IPAddress.Loopback, 0);
    private readonly HttpMessageInvoker _upstream = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Uri _target;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<FaultyServerRequest> _requests = new();
    private readonly ConcurrentQueue<FaultyServerRequest> _foreignRequests = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private WireFault _fault;
    private int _left;
    private int _every = 1;
    private int _seen;
    private int _played;

    /// <summary>Starts the server.</summary>
    /// <param name="target">Root of the server behind; its path is kept.</param>
    public FaultyServer(Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        _listener.Start();
        _foreign.Start();
        BaseAddress = new UriBuilder(target) { Scheme = Uri.UriSchemeHttp, Host = "127.0.0.1", Port = Port(_listener) }.Uri;
        _accepting = Task.WhenAll(AcceptAsync(_listener, ServeAsync), AcceptAsync(_foreign, ServeForeignAsync));
    }

    /// <summary>Where the server listens, with the path of the one behind.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Requests received, in order.</summary>
    public IReadOnlyList<FaultyServerRequest> Requests => [.. _requests];

    /// <summary>Requests that came to the foreign host of <see cref="WireFault.ForeignRedirect"/>. A client that guards its credential sends none.</summary>
    public IReadOnlyList<FaultyServerRequest> ForeignRequests => [.. _foreignRequests];

    /// <summary>How many answers were spoiled.</summary>
    public int Played => Volatile.Read(ref _played);

    /// <summary>Spoils the next answers. Replaces what was asked before.</summary>
    /// <param name="fault">How.</param>
    /// <param name="requests">How many answers; <see cref="int.MaxValue"/> for all, 0 for none.</param>
    /// <param name="every">Every how many requests one is hit; 3 hits the third, the sixth and so on.</param>
    public void Fail(WireFault fault, int requests = int.MaxValue, int every = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        lock (_gate)
        {
            (_fault, _left, _every, _seen) = (fault, requests, every, 0);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        _foreign.Dispose();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _upstream.Dispose();
        _closing.Dispose();
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static byte[] MakeBomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            byte[] blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (int written = 0; written < BombBytes; written += blanks.Length)
            {
                gzip.Write(blanks);
            }
        }

        return packed.ToArray();
    }

    private async Task AcceptAsync(TcpListener listener, Func<Socket, NetworkStream, Task> serve)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket client = await listener.AcceptSocketAsync(_closing.Token).ConfigureAwait(false);
                Task serving = GuardAsync(client, serve);
                _connections.TryAdd(serving, 0);
                _ = serving.ContinueWith(t => _connections.TryRemove(t, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task GuardAsync(Socket client, Func<Socket, NetworkStream, Task> serve)
    {
        await Task.Yield();
        try
        {
            var stream = new NetworkStream(client, ownsSocket: true);
            await using (stream.ConfigureAwait(false))
            {
                await serve(client, stream).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client gave up, or the server is closed.
        }
    }

    private async Task ServeAsync(Socket client, NetworkStream stream)
    {
        var reader = new HttpRequestReader(stream);
        while (await reader.ReadAsync(_closing.Token).ConfigureAwait(false) is { } received)
        {
            _requests.Enqueue(received.Request);
            WireFault? fault = TakeFault();
            if (fault is WireFault.Silence)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _closing.Token).ConfigureAwait(false);
            }

            if (fault is WireFault.Reset)
            {
                Reset(client);
                return;
            }

            (string head, byte[] body) = await AskAsync(received, _closing.Token).ConfigureAwait(false);
            if (fault is { } spoiled)
            {
                await SpoilAsync(client, stream, spoiled, head, body).ConfigureAwait(false);
                return;
            }

            await SendAsync(stream, head, body.Length, body).ConfigureAwait(false);
        }
    }

    /// <summary>The foreign host answers as the right one would, so that nothing but the client's care keeps it from going on.</summary>
    private async Task ServeForeignAsync(Socket client, NetworkStream stream)
    {
        var reader = new HttpRequestReader(stream);
        while (await reader.ReadAsync(_closing.Token).ConfigureAwait(false) is { } received)
        {
            _foreignRequests.Enqueue(received.Request);
            await SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", 2, "{}"u8.ToArray()).ConfigureAwait(false);
        }
    }

    private async Task SpoilAsync(Socket client, NetworkStream stream, WireFault fault, string head, byte[] body)
    {
        switch (fault)
        {
            case WireFault.ResetInBody:
                await SendAsync(stream, head, body.Length, body.AsMemory(0, body.Length / 2)).ConfigureAwait(false);
                Reset(client);
                break;
            case WireFault.CutBody:
                await SendAsync(stream, head, body.Length, body.AsMemory(0, body.Length / 2)).ConfigureAwait(false);
                break;
            case WireFault.SlowDrip:
                await SendAsync(stream, head, body.Length + DripBytes, default).ConfigureAwait(false);
                for (int i = 0; i < body.Length + DripBytes; i++)
                {
                    await Task.Delay(s_drip, TimeProvider.System, _closing.Token).ConfigureAwait(false);
                    await stream.WriteAsync(i < body.Length ? body.AsMemory(i, 1) : " "u8.ToArray(), _closing.Token).ConfigureAwait(false);
                }

                break;

            case WireFault.LengthTooLong:
                await SendAsync(stream, head, body.Length + 100, body).ConfigureAwait(false);
                break;
            case WireFault.LengthTooShort:
                await SendAsync(stream, head, body.Length / 2, body).ConfigureAwait(false);
                break;
            case WireFault.ForeignRedirect:
                string location = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port(_foreign)}/v1/elsewhere");
                await SendAsync(stream, $"HTTP/1.1 302 Found\r\nLocation: {location}\r\n", 0, default).ConfigureAwait(false);
                break;
            case WireFault.HtmlPage:
                await SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", HtmlBody.Length, Encoding.ASCII.GetBytes(HtmlBody)).ConfigureAwait(false);
                break;
            case WireFault.Garbage:
                await stream.WriteAsync("\u0016\u0003\u0001SSH-2.0-nothing that HTTP knows\r\n\r\n"u8.ToArray(), _closing.Token).ConfigureAwait(false);
                break;
            case WireFault.EndlessHeaders:
                await RepeatAsync(stream, "HTTP/1.1 200 OK\r\n", "X-More: " + new string('m', 1_000) + "\r\n").ConfigureAwait(false);
                break;
            case WireFault.EndlessBody:
                await RepeatAsync(stream, head + "Transfer-Encoding: chunked\r\n\r\n", "10000\r\n" + new string(' ', 0x10000) + "\r\n").ConfigureAwait(false);
                break;
            case WireFault.CompressionBomb:
                await SendAsync(stream, head + "Content-Encoding: gzip\r\n", s_bomb.Value.Length, s_bomb.Value).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "It is played before the request is passed on.");
        }
    }

    private async Task RepeatAsync(NetworkStream stream, string start, string piece)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start), _closing.Token).ConfigureAwait(false);
        byte[] bytes = Encoding.ASCII.GetBytes(piece);
        while (true)
        {
            await stream.WriteAsync(bytes, _closing.Token).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(NetworkStream stream, string head, int announced, ReadOnlyMemory<byte> body)
    {
        string complete = string.Create(CultureInfo.InvariantCulture, $"{head}Content-Length: {announced}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(complete), _closing.Token).ConfigureAwait(false);
        await stream.WriteAsync(body, _closing.Token).ConfigureAwait(false);
    }

    /// <summary>Asks the server behind. Returns status line and headers, without length and encoding of the body, and the body.</summary>
    private async Task<(string Head, byte[] Body)> AskAsync(HttpRequestReader.Received received, CancellationToken cancellationToken)
    {
        string[] line = received.Request.Line.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(line[0]), new Uri(_target, line[1]));
        if (received.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(received.Body);
        }

        foreach ((string name, string value) in received.Request.Headers)
        {
            if (!IsOfConnection(name) && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using HttpResponseMessage response = await _upstream.SendAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)response.StatusCode} {response.ReasonPhrase}\r\n"));
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!IsOfConnection(name))
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {string.Join(", ", values)}\r\n");
            }
        }

        return (head.ToString(), body);
    }

    private static bool IsOfConnection(string header) =>
        header.Equals("Connection", StringComparison.OrdinalIgnoreCase) || header.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) || header.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    private static void Reset(Socket client)
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }

    private WireFault? TakeFault()
    {
        lock (_gate)
        {
            if (_left == 0 || ++_seen % _every != 0)
            {
                return null;
            }

            _left -= _left == int.MaxValue ? 0 : 1;
            _played++;
            return _fault;
        }
    }
}
