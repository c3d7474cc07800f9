namespace Integrations.Contracts.Tests.Wire;

/// <summary>A request that a stub expects, and its answer.</summary>
internal sealed record Exchange(string Method, string Request, string Answer, int Status = 200)
{
    public string? RetryAfter { get; init; }

    public Task? Hold { get; init; }

    /// <summary>True for a request that carries no credential of an account.</summary>
    public bool IsAnonymous { get; init; }

    public static Exchange Of<TClient>(VendorCase<TClient> call) => new(call.Method, call.Request, call.Answer, call.Status) { IsAnonymous = call.IsAnonymous };
}
