using System.Globalization;

namespace Integrations.Http;

/// <summary>Reads the usual headers about allowances. A value that is not a number in range counts as absent.</summary>
public sealed class RateHeaders
{
    /// <summary>Header with the requests allowed. Null when there is none.</summary>
    public string? Limit { get; init; } = "X-RateLimit-Limit";

    /// <summary>Header with the requests left. Null when there is none.</summary>
    public string? Remaining { get; init; } = "X-RateLimit-Remaining";

    /// <summary>Header with the length of the window in seconds. Null when there is none.</summary>
    public string? Window { get; init; }

    /// <summary>Header with the name of the context. Null when there is none.</summary>
    public string? Context { get; init; }

    /// <summary>Header with the seconds until the allowance is whole again. Null when there is none.</summary>
    public string? ResetAfter { get; init; }

    /// <summary>Reads an answer. Null when it says nothing.</summary>
    public RateSignals? Read(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        int? window = Number(response, Window);
        int? reset = Number(response, ResetAfter);
        RateSignals signals = new()
        {
            Context = Text(response, Context),
            Limit = Number(response, Limit),
            Remaining = Number(response, Remaining),
            Window = window > 0 ? TimeSpan.FromSeconds(window.Value) : null,
            ResetAfter = reset is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        return signals == default ? null : signals;
    }

    private static int? Number(HttpResponseMessage response, string? header) =>
        int.TryParse(Text(response, header), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    private static string? Text(HttpResponseMessage response, string? header)
    {
        if (header is null || !response.Headers.NonValidated.TryGetValues(header, out var values))
        {
            return null;
        }

        foreach (string value in values)
        {
            return value.Trim();
        }

        return null;
    }
}
