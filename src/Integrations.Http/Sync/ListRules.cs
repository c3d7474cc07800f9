namespace Integrations.Http;

/// <summary>How a vendor's lists are read, as its options say.</summary>
public sealed record ListRules
{
    /// <summary>Rows to ask of a page.</summary>
    public required int PageSize { get; init; }

    /// <summary>Rows to which a page that the vendor refuses with 400 is halved at the smallest: it names no largest size. Null for a vendor that does.</summary>
    public int? SmallestPageSize { get; init; }

    /// <summary>How far before the watermark a delta begins: at least the late visibility of the vendor plus the granularity of its clock.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>How far back a read from the newest record down reads again. Zero for a vendor without such a read.</summary>
    public TimeSpan TrailingWindow { get; init; }

    /// <summary>Offset at which the vendor refuses to go on. By default none.</summary>
    public int DeepOffsetLimit { get; init; } = int.MaxValue;

    /// <summary>Time after which the verdict on a change filter is found out anew.</summary>
    public TimeSpan SelfTestInterval { get; init; } = TimeSpan.FromDays(1);
}
