using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What one mapping finds on its way: the first thing that makes the record a reject, and what this version does not know.</summary>
internal struct FubMapScope
{
    private const decimal MaxAmount = 9_999_999_999_999_999.99m;

    private DriftCollector _drift;

    /// <summary>Why the record is a reject. Null while it is not.</summary>
    public RecordProblem? Problem { get; private set; }

    /// <summary>The vendor's id, which must be positive.</summary>
    public long Key(long? id)
    {
        if (id is > 0)
        {
            return id.Value;
        }

        Problem ??= new RecordProblem("missing_id", "The record has no id.", "$.id");
        return 0;
    }

    /// <summary>A time in UTC. Null for none; text that is not a time makes the record a reject.</summary>
    public DateTimeOffset? Time(FubTime? value, string path)
    {
        if (value is not { IsEmpty: false } time)
        {
            return null;
        }

        if (time.Instant is { } instant)
        {
            return instant;
        }

        Problem ??= new RecordProblem("invalid_date", "The text is not a time.", path);
        return null;
    }

    /// <summary>A calendar day. Null for none; text that does not begin with a date makes the record a reject.</summary>
    public DateOnly? Day(FubTime? value, string path)
    {
        if (value is not { IsEmpty: false } time)
        {
            return null;
        }

        if (time.Date is { } date)
        {
            return date;
        }

        Problem ??= new RecordProblem("invalid_date", "The text is not a date.", path);
        return null;
    }

    /// <summary>A number for an <c>integer</c> column.</summary>
    public int? Int(long? value, string path)
    {
        if (value is null or (>= int.MinValue and <= int.MaxValue))
        {
            return (int?)value;
        }

        Problem ??= new RecordProblem("out_of_range", "The number does not fit a 32 bit integer.", path);
        return null;
    }

    /// <summary>An amount for a <c>numeric(18,2)</c> column.</summary>
    public decimal? Amount(decimal? value, string path)
    {
        if (value is null or (>= -MaxAmount and <= MaxAmount))
        {
            return value;
        }

        Problem ??= new RecordProblem("out_of_range", "The amount has more than 16 digits before the point.", path);
        return null;
    }

    /// <summary>A vocabulary word; one that is not listed is kept and noted.</summary>
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

    /// <summary>Notes properties that no model lists. Custom fields are expected and left out where <paramref name="hasCustomFields"/>.</summary>
    public void Unknown(IDictionary<string, JsonElement>? extra, string path, bool hasCustomFields = false) => _drift.Fields(extra, path, hasCustomFields ? IsCustom : null);

    /// <summary>The row, or the reject when there is a problem.</summary>
    public readonly MapResult<TRow> Result<TRow>(TRow row)
        where TRow : class => new() { Row = Problem is null ? row : null, Problem = Problem, Drift = _drift.ToNotes() };

    private static bool IsCustom(string name) => name.StartsWith("custom", StringComparison.Ordinal);
}
