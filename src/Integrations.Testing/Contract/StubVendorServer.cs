using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Integrations.Testing;

/// <summary>A vendor stub over real sockets on 127.0.0.1, with scripted faults that ordinary stubs cannot make: bodies cut in transit and answers that never come.</summary>
public sealed class StubVendorServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<StubRequest, StubAnswer> _answer;
    private readonly ConcurrentQueue<VendorExchange> _exchanges = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Task _loop;
    private VendorFault _fault;
    private int _faultsLeft;
    private int _busy;

    /// <summary>Starts the server on a free port.</summary>
    /// <param name="answer">Called for every request that no scripted fault answers; from several threads.</param>
    public StubVendorServer(Func<StubRequest, StubAnswer> answer)
    {
        _answer = answer;
        (_listener, BaseAddress) = Listen();
        _loop = AcceptAsync();
    }

    /// <summary>Where the server listens, ending in a slash.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Everything received so far, in order of arrival of the answers.</summary>
    public IReadOnlyList<VendorExchange> Exchanges => [.. _exchanges];

    /// <summary>True while a request is being answered.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) > 0;

    /// <summary>Lets the next requests fail. Replaces what was scripted before.</summary>
    /// <param name="fault">How.</param>
    /// <param name="requests">How many requests; <see cref="int.MaxValue"/> for all, 0 for none.</param>
    public void Fail(VendorFault fault, int requests)
    {
        lock (_gate)
        {
            _fault = fault;
            _faultsLeft = requests;
        }
    }

    /// <summary>Completes when a request is held by <see cref="VendorFault.Hold"/>.</summary>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task WaitUntilHeldAsync(CancellationToken cancellationToken = default) => _held.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _closing.TrySetResult();
        _listener.Close();
        await _loop.ConfigureAwait(false);
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, new Uri(address));
            }
            catch (HttpListenerException)
            {
                // Another process took the port between the two lines above.
                listener.Close();
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                // HttpListener fails the waiters it has and only then refuses new ones: who begins to wait between the two is never told that it closed.
                var next = _listener.GetContextAsync();
                if (await Task.WhenAny(next, _closing.Task).ConfigureAwait(false) != next)
                {
                    return;
                }

                context = await next.ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = ServeAsync(context);
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        Interlocked.Increment(ref _busy);
        var status = 0;
        try
        {
            var request = await ReadAsync(context.Request).ConfigureAwait(false);
            var fault = TakeFault();
            if (fault == VendorFault.Hold)
            {
                _held.TrySetResult();
                await _closing.Task.ConfigureAwait(false);
                context.Response.Abort();
                return;
            }

            var answer = fault switch
            {
                VendorFault.TooManyRequests => new StubAnswer(429, "{}") { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "1" } },
                VendorFault.ServerError => new StubAnswer(500, "internal error"),
                VendorFault.Unauthorized => new StubAnswer(401, "{}"),
                VendorFault.Forbidden => new StubAnswer(403, "{}"),
                VendorFault.NotJson => new StubAnswer(200, "<html><body>Back soon</body></html>"),
                _ => AnswerOrExplain(request),
            };
            status = answer.Status;
            // Counted before the answer leaves, so that a client that has the answer also sees it counted.
            _exchanges.Enqueue(new VendorExchange(request.Method, request.Path, status));
            await SendAsync(context.Response, answer, fault).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpListenerException or ObjectDisposedException)
        {
            // The client gave up.
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private StubAnswer AnswerOrExplain(StubRequest request)
    {
        try
        {
            return _answer(request);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new StubAnswer(599, $"The stub failed: {e}");
        }
    }

    private VendorFault? TakeFault()
    {
        lock (_gate)
        {
            if (_faultsLeft == 0)
            {
                return null;
            }

            _faultsLeft -= _faultsLeft == int.MaxValue ? 0 : 1;
            return _fault;
        }
    }

    private static async Task<StubRequest> ReadAsync(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        return new StubRequest
        {
            Method = request.HttpMethod,
            Path = request.Url!.AbsolutePath,
            Query = request.QueryString.AllKeys.Where(static k => k is not null).ToDictionary(static k => k!, k => request.QueryString[k!]!, StringComparer.Ordinal),
            Headers = request.Headers.AllKeys.ToDictionary(static k => k!, k => request.Headers[k!]!, StringComparer.OrdinalIgnoreCase),
            Body = await reader.ReadToEndAsync().ConfigureAwait(false),
        };
    }

    private static async Task SendAsync(HttpListenerResponse response, StubAnswer answer, VendorFault? fault)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        if (fault == VendorFault.CutJson)
        {
            body = body[..(body.Length / 2)];
        }

        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        response.ContentLength64 = body.Length;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (fault == VendorFault.CutConnection)
        {
            await response.OutputStream.WriteAsync(body.AsMemory(0, body.Length / 2)).ConfigureAwait(false);
            await response.OutputStream.FlushAsync().ConfigureAwait(false);
            response.Abort();
            return;
        }

        await response.OutputStream.WriteAsync(body).ConfigureAwait(false);
        response.Close();
    }
}
