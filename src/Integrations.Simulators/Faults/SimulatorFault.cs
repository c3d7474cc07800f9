namespace Integrations.Simulators;

/// <summary>
/// One thing that goes wrong, where and how often. Made by the static methods and narrowed with <c>with</c>:
/// <c>SimulatorFault.ServerError() with { Path = "people", Times = 2 }</c>.
/// </summary>
public sealed record SimulatorFault
{
    private SimulatorFault(SimulatorFaultKind kind) => Kind = kind;

    /// <summary>What goes wrong.</summary>
    public SimulatorFaultKind Kind { get; }

    /// <summary>Vendor account id that is hit. Null hits all.</summary>
    public long? Account { get; init; }

    /// <summary>API key that is hit. Null hits all.</summary>
    public string? ApiKey { get; init; }

    /// <summary>First path segments that are hit, for example <c>people</c> or <c>groups/roundRobin</c>. Null hits all.</summary>
    public string? Path { get; init; }

    /// <summary>How many requests are hit before the fault is spent. Null never ends.</summary>
    public int? Times { get; init; }

    /// <summary>Every how many matching requests one is hit, 1 or more; 3 hits the third, the sixth and so on.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Id of the one record that a record fault hits. Null hits by <see cref="EveryRecord"/>.</summary>
    public long? RecordId { get; init; }

    /// <summary>As <see cref="RecordId"/>, of a vendor whose ids are uuids.</summary>
    public Guid? RecordUuid { get; init; }

    /// <summary>Every how many records one is hit, 1 or more, chosen by the record's place in the data so that each read hits the same ones.</summary>
    public int EveryRecord { get; init; } = 1;

    /// <summary>Time of a delay or of late visibility, and the Retry-After of a storm.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Status of a server error.</summary>
    public int Status { get; init; } = 500;

    /// <summary>JSON property that a record fault hits. Null means the entity's usual one: <c>id</c>, a date, a word or a text.</summary>
    public string? Field { get; init; }

    /// <summary>New name of a renamed field, or raw JSON of a changed one.</summary>
    public string? Value { get; init; }

    /// <summary>Answers late.</summary>
    public static SimulatorFault Delay(TimeSpan duration) => new(SimulatorFaultKind.Delay) { Duration = duration };

    /// <summary>Answers 500 or another 5xx.</summary>
    public static SimulatorFault ServerError(int status = 500) => new(SimulatorFaultKind.ServerError) { Status = status };

    /// <summary>Answers 429 with the given Retry-After, rounded up to whole seconds.</summary>
    public static SimulatorFault RateLimitStorm(TimeSpan retryAfter) => new(SimulatorFaultKind.RateLimitStorm) { Duration = retryAfter };

    /// <summary>Resets the connection in the middle of the body.</summary>
    public static SimulatorFault CutConnection() => new(SimulatorFaultKind.CutConnection);

    /// <summary>Sends half of the JSON with status 200.</summary>
    public static SimulatorFault TruncatedJson() => new(SimulatorFaultKind.TruncatedJson);

    /// <summary>Sends an HTML page with status 200.</summary>
    public static SimulatorFault HtmlPage() => new(SimulatorFaultKind.HtmlPage);

    /// <summary>Sends a field under a new name.</summary>
    public static SimulatorFault RenamedField(string field, string newName) => new(SimulatorFaultKind.RenamedField) { Field = field, Value = newName };

    /// <summary>Sends a field with other JSON, for example <c>"\"twelve\""</c> where a number was.</summary>
    public static SimulatorFault ChangedFieldType(string field, string json) => new(SimulatorFaultKind.ChangedFieldType) { Field = field, Value = json };

    /// <summary>Sends a word that nobody knows.</summary>
    public static SimulatorFault UnknownEnumValue(string? field = null, string word = "Brand New Word") =>
        new(SimulatorFaultKind.UnknownEnumValue) { Field = field, Value = $"\"{word}\"" };

    /// <summary>Leaves <c>id</c> or another field out.</summary>
    public static SimulatorFault MissingField(string field = "id") => new(SimulatorFaultKind.MissingField) { Field = field };

    /// <summary>Sends a date that is none.</summary>
    public static SimulatorFault InvalidDate(string? field = null, string text = "0000-00-00T25:61:00Z") =>
        new(SimulatorFaultKind.InvalidDate) { Field = field, Value = $"\"{text}\"" };

    /// <summary>Ends a text with a NUL character.</summary>
    public static SimulatorFault NulInText(string? field = null) => new(SimulatorFaultKind.NulInText) { Field = field };

    /// <summary>Ends a text with half of a surrogate pair.</summary>
    public static SimulatorFault LoneSurrogate(string? field = null) => new(SimulatorFaultKind.LoneSurrogate) { Field = field };

    /// <summary>Hides what is created or edited from now on for a while.</summary>
    public static SimulatorFault LateVisibility(TimeSpan duration) => new(SimulatorFaultKind.LateVisibility) { Duration = duration };

    /// <summary>Makes <c>updatedAfter</c> answer nothing.</summary>
    public static SimulatorFault BrokenUpdatedAfter() => new(SimulatorFaultKind.BrokenUpdatedAfter);

    /// <summary>Refuses keyset tokens.</summary>
    public static SimulatorFault ExpiredToken() => new(SimulatorFaultKind.ExpiredToken);

    /// <summary>Leaves <c>_metadata</c> out of lists.</summary>
    public static SimulatorFault MissingMetadata() => new(SimulatorFaultKind.MissingMetadata);

    /// <summary>Refuses a key from now on, as if it had been revoked. Null refuses every key in scope.</summary>
    public static SimulatorFault Unauthorized(string? apiKey = null) => new(SimulatorFaultKind.Unauthorized) { ApiKey = apiKey };

    /// <summary>Forbids endpoints.</summary>
    public static SimulatorFault Forbidden(string? path = null) => new(SimulatorFaultKind.Forbidden) { Path = path };

    /// <summary>Locks an account.</summary>
    public static SimulatorFault AccountLocked(long? account = null) => new(SimulatorFaultKind.AccountLocked) { Account = account };

    /// <summary>Shuffles phones at each read.</summary>
    public static SimulatorFault UnstablePhoneOrder() => new(SimulatorFaultKind.UnstablePhoneOrder);

    /// <summary>Resets the connection before anything is answered. With the name of a service as <see cref="Path"/> one host cannot be reached while the others can.</summary>
    public static SimulatorFault Unreachable(string? path = null) => new(SimulatorFaultKind.Unreachable) { Path = path };

    /// <summary>Answers every page with the first one.</summary>
    public static SimulatorFault RepeatedPage() => new(SimulatorFaultKind.RepeatedPage);

    /// <summary>Tells another total with each page.</summary>
    public static SimulatorFault ChangingTotal() => new(SimulatorFaultKind.ChangingTotal);

    /// <summary>Makes a fault of any kind, as the admin API does.</summary>
    public static SimulatorFault Of(SimulatorFaultKind kind) => kind switch
    {
        SimulatorFaultKind.MissingField => MissingField(),
        SimulatorFaultKind.InvalidDate => InvalidDate(),
        SimulatorFaultKind.UnknownEnumValue => UnknownEnumValue(),
        _ => new SimulatorFault(kind),
    };
}
