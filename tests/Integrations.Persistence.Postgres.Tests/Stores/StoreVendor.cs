using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>A vendor of three small streams on tables of these tests: every column type, a composed key, references in both directions, and a staged stream.</summary>
internal static class StoreVendor
{
    public const string TablesSql =
        """
        create table integrations.t_stages (
          id bigint generated always as identity primary key, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), fub_account_id bigint not null,
          stage_kind text not null, stage_id bigint not null, name text,
          raw jsonb not null, raw_original bytea, content_hash bytea not null, vendor_updated_at timestamptz, first_seen_at timestamptz not null, last_seen_at timestamptz not null,
          synced_at timestamptz not null, sync_run_id uuid, deleted_at timestamptz, deleted_source text, unresolved_refs text[] not null default '{}',
          unique (fub_account_id, stage_kind, stage_id));
        create table integrations.t_people (
          id bigint generated always as identity primary key, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), fub_account_id bigint not null,
          people_id bigint not null, name text, score integer check (score < 1000), stage_id bigint, row_stage_id bigint, spouse_id bigint, row_spouse_id bigint,
          is_hot boolean, amount numeric(18,2), seen_on date, seen_at timestamptz, phones jsonb, tags text[], numbers bigint[],
          raw jsonb not null, raw_original bytea, content_hash bytea not null, vendor_updated_at timestamptz, first_seen_at timestamptz not null, last_seen_at timestamptz not null,
          synced_at timestamptz not null, sync_run_id uuid, deleted_at timestamptz, deleted_source text, unresolved_refs text[] not null default '{}',
          unique (fub_account_id, people_id));
        create index on integrations.t_people (fub_account_id) where unresolved_refs <> '{}';
        create table integrations.t_texts (like integrations.t_people including all);
        create table integrations.t_stage_texts (like integrations.stage_text_messages_fub_onboarding including all);
        create table integrations.t_stage_texts_daily (like integrations.stage_text_messages_fub_onboarding including all);
        create table integrations.t_core (source text not null, row_id bigint not null, times integer not null default 1, primary key (source, row_id));
        """;

    public static EntityTable<Stage> Stages { get; } = EntityTable<Stage>.Define("t_stages", "fub_account_id")
        .Key("stage_kind", static s => s.Kind)
        .Key("stage_id", static s => s.Id)
        .Text("name", static s => s.Name)
        .Build();

    public static EntityTable<Person> People { get; } = Define("t_people");

    /// <summary>Texts end with their person (here the spouse).</summary>
    public static EntityTable<Person> Texts { get; } = Define("t_texts", endsWithSpouse: true);

    public static VendorDescriptor Descriptor { get; } = TestFub.Descriptor with
    {
        Streams =
        [
            Stream("stages", Stages, null, null),
            Stream("people", People, "peoples", null, "stages"),
            Stream("textMessages", Texts, "text_messages", "t_stage_texts", "people") with { DeltaStagingTable = "t_stage_texts_daily" },
        ],
    };

    private static EntityTable<Person> Define(string table, bool endsWithSpouse = false) => EntityTable<Person>.Define(table, "fub_account_id")
        .Key("people_id", static p => p.Id)
        .Text("name", static p => p.Name)
        .Integer("score", static p => p.Score)
        .BigInt("stage_id", static p => p.StageId)
        .BigInt("spouse_id", static p => p.SpouseId)
        .Boolean("is_hot", static p => p.IsHot)
        .Numeric("amount", static p => p.Amount)
        .Date("seen_on", static p => p.SeenOn)
        .Timestamp("seen_at", static p => p.SeenAt)
        .Json("phones", static p => p.Phones)
        .TextArray("tags", static p => p.Tags)
        .BigIntArray("numbers", static p => p.Numbers)
        .Reference(new EntityReference
        {
            Name = "stage",
            Column = "row_stage_id",
            TargetTable = "t_stages",
            LocalColumn = "stage_id",
            TargetColumn = "stage_id",
            TargetConstant = ("stage_kind", "people"),
        })
        .Reference(new EntityReference { Name = "spouse", Column = "row_spouse_id", TargetTable = "t_people", LocalColumn = "spouse_id", TargetColumn = "people_id", DiesWithTarget = endsWithSpouse })
        .Build();

    private static SyncStreamDescriptor Stream(string entity, EntityTable table, string? jobColumn, string? staging, params string[] dependsOn) => new()
    {
        Name = new StreamName("fub", entity),
        Table = table,
        OnboardingJobColumns = jobColumn is null ? [] : [JobStepColumns.Triple(jobColumn)],
        SyncJobColumns = jobColumn is null ? [] : [JobStepColumns.Triple(jobColumn)],
        StagingTable = staging,
        DependsOn = dependsOn,
        Strategy = "full-sweep",
    };
}

internal sealed record Stage(string Kind, long Id, string Name);

internal sealed record Person(long Id, string? Name = null)
{
    public int? Score { get; init; }

    public long? StageId { get; init; }

    public long? SpouseId { get; init; }

    public bool? IsHot { get; init; }

    public decimal? Amount { get; init; }

    public DateOnly? SeenOn { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    public ReadOnlyMemory<byte>? Phones { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<long>? Numbers { get; init; }
}
