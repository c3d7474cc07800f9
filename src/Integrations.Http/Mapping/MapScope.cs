using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>What one mapping finds on its way: the first thing that makes the record a reject, and what this version does not know.</summary>
public struct MapScope
{
    private const decimal MaxAmount = 9_999_999_999_999_999.99m;

    private DriftCollector _drift;

    /// <summary>Why the record is a reject. Null while it is not.</summary>
    public RecordProblem? Problem { get; private set; }

    /// <summary>Makes the record a reject, unless it is one already.</summary>
    /// <param name="code">Stable reason class.</param>
    /// <param name="message">What is wrong, without any value of the record.</param>
    /// <param name="path">Where in the record.</param>
    public void Reject(string code, string message, string path) => Problem ??= new RecordProblem(code, message, path);

    /// <summary>A time in UTC. Null for none; text that is not a time makes the record a reject.</summary>
    /// <typeparam name="T">The vendor's times.</typeparam>
    /// <param name="value">The time as it came.</param>
    /// <param name="path">Where it stands.</param>
    public DateTimeOffset? Time<T>(T? value, string path)
        where T : struct, IVendorTime
    {
        if (value is not { IsEmpty: false } time)
        {
            return null;
        }

        if (time.Instant is { } instant)
        {
            return instant;
        }

        Reject("invalid_date", "The text is not a time.", path);
        return null;
    }

    /// <summary>A calendar day. Null for none; text that does not begin with a date makes the record a reject.</summary>
    /// <typeparam name="T">The vendor's times.</typeparam>
    /// <param name="value">The day as it came.</param>
    /// <param name="path">Where it stands.</param>
    public DateOnly? Day<T>(T? value, string path)
        where T : struct, IVendorTime
    {
        if (value is not { IsEmpty: false } time)
        {
            return null;
        }

        if (time.CalendarDay is { } date)
        {
            return date;
        }

        Reject("invalid_date", "The text is not a date.", path);
        return null;
    }

    /// <summary>A number for an <c>integer</c> column.</summary>
    /// <param name="value">The number.</param>
    /// <param name="path">Where it stands.</param>
    public int? Whole(long? value, string path)
    {
        if (value is null or (>= int.MinValue and <= int.MaxValue))
        {
            return (int?)value;
        }

        Reject("out_of_range", "The number does not fit a 32 bit integer.", path);
        return null;
    }

    /// <summary>An amount for a <c>numeric(18,2)</c> column.</summary>
    /// <param name="value">The amount.</param>
    /// <param name="path">Where it stands.</param>
    public decimal? Amount(decimal? value, string path)
    {
        if (value is null or (>= -MaxAmount and <= MaxAmount))
        {
            return value;
        }

        Reject("out_of_range", "The amount has more than 16 digits before the point.", path);
        return null;
    }

    /// <summary>A vocabulary word; one that is not listed is kept and noted.</summary>
    /// <typeparam name="T">The vocabulary.</typeparam>
    /// <param name="value">The word.</param>
    /// <param name="path">Where it stands.</param>
    public string? Word<T>(T? value, string path)
        where T : struct, IOpenEnum<T>
    {
        if (value is not { } word || string.IsNullOrWhiteSpace(word.Value))
        {
            return null;
        }

        _drift.Value(value, path);
        return word.Value.Trim();
    }

    /// <summary>Notes properties that no model lists.</summary>
    /// <param name="extra">The model's extension data.</param>
    /// <param name="path">Where the model stands.</param>
    /// <param name="isExpected">True for a property that is no drift, such as an account's own custom field. Null when all are.</param>
    public void Unknown(IDictionary<string, JsonElement>? extra, string path, Func<string, bool>? isExpected = null) => _drift.Fields(extra, path, isExpected);

    /// <summary>Notes a value that is kept although it cannot be right.</summary>
    /// <param name="path">Where it stands.</param>
    public void Doubt(string path) => _drift.Doubt(path);

    /// <summary>The row, or the reject when there is a problem.</summary>
    /// <typeparam name="TRow">Row type.</typeparam>
    /// <param name="row">The row.</param>
    public readonly MapResult<TRow> Result<TRow>(TRow row)
        where TRow : class => new() { Row = Problem is null ? row : null, Problem = Problem, Drift = _drift.ToNotes() };
}
