using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Integrations.Testing;

/// <summary>Stands between a worker and one of its servers, on a port of its own, with a <see cref="WireTap"/> on each connection.</summary>
internal sealed class WireProxy : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _host;
    private readonly int _port;
    private readonly Func<WireTap> _tap;
    private readonly ConcurrentDictionary<Task, Socket> _connections = new();
    private readonly Task _accepting;

    /// <param name="host">Host of the server.</param>
    /// <param name="port">Port of the server.</param>
    /// <param name="tap">Makes what reads along on a new connection.</param>
    public WireProxy(string host, int port, Func<WireTap> tap)
    {
        _host = host;
        _port = port;
        _tap = tap;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        foreach (Socket client in _connections.Values)
        {
            client.Dispose();
        }

        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            Task serving = ServeAsync(client);
            _connections[serving] = client;
            _ = serving.ContinueWith(t => _connections.TryRemove(t, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        // The accepting loop must have the task before it can end.
        await Task.Yield();
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(_host, _port).ConfigureAwait(false);
            WireTap tap = _tap();
            Task up = PumpAsync(client, server, tap.FromClient, static () => true);
            Task down = PumpAsync(server, client, tap.FromServer, tap.SentToClient);
            await Task.WhenAny(up, down).ConfigureAwait(false);

            // Either side's end is the other's: a killed worker's server must see it at once.
            client.Dispose();
            server.Dispose();
            await Task.WhenAll(up, down).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The server is away; the client sees its connection end.
        }
        finally
        {
            client.Dispose();
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, Look look, Func<bool> sent)
    {
        try
        {
            byte[] buffer = new byte[BufferBytes];
            int filled = 0;
            while (await from.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is int read and > 0)
            {
                filled += read;
                int passed = look(buffer.AsSpan(0, filled));
                if (passed < 0)
                {
                    return;
                }

                for (int start = 0; start < passed;)
                {
                    start += await to.SendAsync(buffer.AsMemory(start, passed - start)).ConfigureAwait(false);
                }

                if (passed > 0 && !sent())
                {
                    return;
                }

                filled -= passed;
                buffer.AsSpan(passed, filled).CopyTo(buffer);
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side is gone.
        }
    }

    private delegate int Look(ReadOnlySpan<byte> arrived);
}
