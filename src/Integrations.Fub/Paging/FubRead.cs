using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>What one request of a list brought.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Page">The page. Null when the vendor refused the offset or the token.</param>
/// <param name="Facts">The page in neutral words.</param>
internal sealed record FubRead<T>(FubPage<T>? Page, PageFacts Facts)
    where T : class;
