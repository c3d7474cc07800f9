using System.Net.Sockets;
using System.Text;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>
/// Asks the public address what it answers, as a vendor would: with a POST, and with a token that is none. An answer that leads elsewhere is refused, wherever it leads: deliveries would be lost on
/// the way or reach what is not meant for outside. Whether the address can be reached from here says nothing about the vendor and is not judged.
/// </summary>
internal sealed class CallbackProbe(CallbackAddress callback, IOptions<WebhookOptions> options, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private Verdict? _last;

    /// <summary>Asks, unless an answer of the last <see cref="WebhookOptions.CheckInterval"/> was good.</summary>
    /// <exception cref="IntegrationConfigurationException">The address redirects.</exception>
    public async Task RequireDirectAsync(string vendor, CancellationToken cancellationToken)
    {
        if (_last is not { Problem: null } good || time.GetElapsedTime(good.At) >= options.Value.CheckInterval)
        {
            _last = new Verdict(time.GetTimestamp(), await AskAsync(callback.For(vendor, WebhookTokens.Create()), cancellationToken).ConfigureAwait(false));
        }

        if (_last.Problem is { } problem)
        {
            throw CallbackAddress.Wrong(problem);
        }
    }

    private async Task<string?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(s_patience, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = (context, token) => ConnectAsync(address, context.DnsEndPoint.Port, token) };
        using HttpMessageInvoker http = new(handler);
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, ends.Token).ConfigureAwait(false);
            return (int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } location ? await JudgeAsync(new Uri(address, location), ends.Token).ConfigureAwait(false) : null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>To what was looked up and found external, and not to what the name leads to a moment later.</summary>
    private async ValueTask<Stream> ConnectAsync(Uri address, int port, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(await callback.ResolveExternalAsync(address, cancellationToken).ConfigureAwait(false), port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<string> JudgeAsync(Uri target, CancellationToken cancellationToken)
    {
        try
        {
            await callback.ResolveExternalAsync(target, cancellationToken).ConfigureAwait(false);
            return $"it redirects to {target.GetLeftPart(UriPartial.Authority)}. Take the address that answers by itself";
        }
        catch (IntegrationConfigurationException)
        {
            return $"it redirects to {target.GetLeftPart(UriPartial.Authority)}, which is an internal address or none";
        }
    }

    /// <param name="At">Time stamp of the question.</param>
    /// <param name="Problem">What is wrong. Null when nothing is, as far as can be told.</param>
    private sealed record Verdict(long At, string? Problem);
}
