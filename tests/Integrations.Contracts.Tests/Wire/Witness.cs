using System.Collections.Concurrent;

namespace Integrations.Contracts.Tests.Wire;

/// <summary>Notes each answer that a client got: its status, and the body of a refusal.</summary>
internal sealed class Witness(ConcurrentQueue<string> answers) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var body = response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync(cancellationToken);
        answers.Enqueue($"{(int)response.StatusCode} {body}");
        return response;
    }
}
