using System.Buffers;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// The rosters of the owner's teams, each a list that the vendor gives whole with its team. Which teams there are stands in the owner's profile. A membership has an id of its own; one agent may
/// have several.
/// </summary>
internal sealed class RezenTeamRosterSource(RezenSourceServices services)
    : RezenSource<RezenRosterMember>(services, RezenStreams.TeamRoster, new RowMapper<RezenListed<RezenRosterMember>, RezenTeamMemberRow>(RezenStreams.TeamRoster, RezenAgentMapper.Member))
{
    /// <summary>Above any team, so that one monstrous member does not make its team unreadable.</summary>
    private const int MaxDepth = 4096;

    private static readonly string[] s_members = ["agents", "members"];
    private static readonly string[] s_people = [.. s_members, "teamInvitations", "pendingGenericTeamApplications"];

    protected override string Service => Options.Endpoints.Teams;

    /// <summary>Its team belongs to the record.</summary>
    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    protected override string? KeyOf(RezenRosterMember model) => model.Entry.Id;

    protected override DateTimeOffset? ChangedOf(RezenRosterMember model) => model.Entry.Agent?.UpdatedAt?.Instant;

    protected override async ValueTask<IReadOnlyList<string>?> PartsAsync(VendorCall vendorCall, AccountInfo account, CancellationToken cancellationToken)
    {
        CapturedRecord<RezenAgent> me = await Services.Api<IRezenUsersApi>(vendorCall with { Service = Options.Endpoints.Users }).GetMeAsync(cancellationToken).ConfigureAwait(false);
        return [.. me.Required(RezenDefaults.Vendor).Memberships.Select(static t => RezenIds.Uuid(t?.TeamId)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    protected override async Task<RezenPage<RezenRosterMember>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken)
    {
        IRezenTeamsApi api = Services.Api<IRezenTeamsApi>(call);
        CapturedRecord<RezenTeamAnswer> answer = await api.GetWithoutModelAsync(ask.Part!, cancellationToken).ConfigureAwait(false);
        return Whole(new RezenPage<RezenRosterMember>(Members(answer) ?? With(answer, (await api.ListEntriesAsync(ask.Part!, cancellationToken).ConfigureAwait(false)).Records)));
    }

    /// <summary>The members in the answer of a team. Null where it has no list of them.</summary>
    /// <exception cref="IntegrationProtocolException">The answer is no team.</exception>
    internal static IReadOnlyList<CapturedRecord<RezenRosterMember>>? Members(CapturedRecord<RezenTeamAnswer> answer)
    {
        if (!answer.Raw.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            throw new IntegrationProtocolException("The answer is not a team.");
        }

        return CapturedJson.Composed(answer.Raw).Keys.Any(static name => s_members.Contains(name, StringComparer.Ordinal))
            ? With(answer, CapturedJson.ReadPage(answer.Original ?? answer.Raw, RezenJsonContext.Default.RezenRosterEntry, s_members).Records)
            : null;
    }

    private static IReadOnlyList<CapturedRecord<RezenRosterMember>> With(CapturedRecord<RezenTeamAnswer> answer, IReadOnlyList<CapturedRecord<RezenRosterEntry>> members)
    {
        // Read without its people: a member that cannot be read is a reject of its own and does not make the team unreadable.
        ReadOnlyMemory<byte> json = WithoutPeople(answer.Raw.Span);
        RezenTeam team = CapturedJson.ReadRecord(json, RezenJsonContext.Default.RezenTeam).Required(RezenDefaults.Vendor);
        return [.. members.Select(m => new CapturedRecord<RezenRosterMember>(m.Raw, m.Original, m.Value is { } entry ? new RezenRosterMember(entry, team, json) : null, m.Problem))];
    }

    /// <summary>The row holds the team as well, so that a team that changed makes its members' rows anew.</summary>
    protected override ValueTask<IReadOnlyList<SyncRecord>> RecordsAsync(
        AccountInfo account,
        VendorCall vendorCall,
        IReadOnlyList<CapturedRecord<RezenRosterMember>> rows,
        ListWalkPage<RezenRosterMember> page,
        Func<CapturedRecord<RezenRosterMember>, string?, object> models,
        CancellationToken cancellationToken) =>
        new([.. rows.Select(row => Record(account, row, models, $"{page.Ask.Part}@{row.Value?.Team.UpdatedAt?.Text}"))]);

    private static ReadOnlyMemory<byte> WithoutPeople(ReadOnlySpan<byte> team)
    {
        var reader = new Utf8JsonReader(team, new JsonReaderOptions { MaxDepth = MaxDepth });
        var text = new ArrayBufferWriter<byte>();
        text.Write("{"u8);
        reader.Read();
        while (reader.TokenType != JsonTokenType.EndObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)reader.TokenStartIndex;
            bool isOfPeople = IsOfPeople(ref reader);
            reader.Read();
            reader.Skip();
            if (!isOfPeople)
            {
                text.Write(text.WrittenCount > 1 ? ","u8 : []);
                text.Write(team[start..(int)reader.BytesConsumed]);
            }
        }

        text.Write("}"u8);
        return text.WrittenMemory;
    }

    private static bool IsOfPeople(ref Utf8JsonReader reader)
    {
        foreach (string name in s_people)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
