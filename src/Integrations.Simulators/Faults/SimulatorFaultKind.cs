namespace Integrations.Simulators;

/// <summary>What can go wrong.</summary>
public enum SimulatorFaultKind
{
    /// <summary>The answer comes after <see cref="SimulatorFault.Duration"/>, measured on the simulator's clock.</summary>
    Delay,

    /// <summary>A 5xx or another status with an error body; <see cref="SimulatorFault.Status"/>. reZEN: 502, 503 and 504 come from the gateway, as HTML.</summary>
    ServerError,

    /// <summary>429 with Retry-After although the budget is not used up; reZEN: without it when the duration is zero.</summary>
    RateLimitStorm,

    /// <summary>The socket is reset in the middle of the body.</summary>
    CutConnection,

    /// <summary>Status 200 with the first half of the JSON body, ended as if it were complete.</summary>
    TruncatedJson,

    /// <summary>Status 200 with an HTML page.</summary>
    HtmlPage,

    /// <summary>A property is sent under another name.</summary>
    RenamedField,

    /// <summary>A property is sent with another JSON value, for example text instead of a number.</summary>
    ChangedFieldType,

    /// <summary>A property holds a word that nobody knows.</summary>
    UnknownEnumValue,

    /// <summary>A property, by default <c>id</c>, is absent.</summary>
    MissingField,

    /// <summary>A date property holds text that is no date.</summary>
    InvalidDate,

    /// <summary>A text ends with a NUL character.</summary>
    NulInText,

    /// <summary>A text ends with half of a surrogate pair.</summary>
    LoneSurrogate,

    /// <summary>Records created or edited while the fault is active are seen only after <see cref="SimulatorFault.Duration"/>.</summary>
    LateVisibility,

    /// <summary>Lists with <c>updatedAfter</c> answer total 0 and no rows. reZEN: <c>updatedAtFrom</c> and <c>updatedAtTo</c> are ignored.</summary>
    BrokenUpdatedAfter,

    /// <summary>Keyset tokens are refused with status 400.</summary>
    ExpiredToken,

    /// <summary>Lists carry no <c>_metadata</c>; reZEN: neither page, <c>hasNext</c> nor <c>totalCount</c>.</summary>
    MissingMetadata,

    /// <summary>The key is refused with status 401.</summary>
    Unauthorized,

    /// <summary>Status 403: the key may not use the endpoint.</summary>
    Forbidden,

    /// <summary>Status 403 on every path: the account is locked or expired. reZEN: with an empty body.</summary>
    AccountLocked,

    /// <summary>The phones of a person come in another order at each read.</summary>
    UnstablePhoneOrder,

    /// <summary>The connection is reset before anything is answered, as if the host could not be reached.</summary>
    Unreachable,

    /// <summary>reZEN: every page is the first one, whatever page is asked for.</summary>
    RepeatedPage,

    /// <summary>reZEN: <c>totalCount</c> differs from page to page.</summary>
    ChangingTotal,
}
