using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>What a read cost at the vendor.</summary>
/// <param name="Pages">Pages read.</param>
/// <param name="Requests">Requests sent, each attempt counted.</param>
/// <param name="Throttled">Requests answered with 429.</param>
/// <param name="BytesRead">Bytes of response bodies.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RequestCounts(long Pages, long Requests, long Throttled, long BytesRead)
{
    /// <summary>Nothing.</summary>
    public static RequestCounts Zero => default;

    /// <summary>Adds two counts.</summary>
    public static RequestCounts operator +(RequestCounts left, RequestCounts right) => left.Add(right);

    /// <summary>Adds another count.</summary>
    public RequestCounts Add(RequestCounts other) => new(Pages + other.Pages, Requests + other.Requests, Throttled + other.Throttled, BytesRead + other.BytesRead);
}
