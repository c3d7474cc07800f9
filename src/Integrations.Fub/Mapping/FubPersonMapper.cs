using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Person to <c>fub_people</c>.</summary>
internal static class FubPersonMapper
{
    public static MapResult<FubPersonRow> Map(FubPerson person, AccountInfo account)
    {
        var scope = default(MapScope);
        long id = scope.Key(person.Id);
        string? assignedTo = FieldValues.Text(person.AssignedTo);
        string? stage = FieldValues.Text(person.Stage);
        var row = new FubPersonRow
        {
            PeopleName = FieldValues.Text(person.Name),
            FubCreatedAt = scope.Time(person.Created, "$.created"),
            FubUpdatedAt = scope.Time(person.Updated, "$.updated"),
            AdPeopleId = FubValues.NaturalKey(account, id),
            FubAccountIdRaw = account.VendorAccountId,
            AssignedToFubName = assignedTo,
            AssignedToFubAccountUserName = assignedTo,
            FirstName = FieldValues.Text(person.FirstName),
            LastName = FieldValues.Text(person.LastName),
            Type = FieldValues.Text(person.Type),
            StageName = stage,
            SourceName = FieldValues.Text(person.Source),
            SourceId = person.SourceId,
            SourceUrl = FieldValues.Text(person.SourceUrl),
            CreatedVia = scope.Word(person.CreatedVia, "$.createdVia"),
            Price = person.Price?.ToString(CultureInfo.InvariantCulture),
            PriceAmount = scope.Amount(person.Price, "$.price"),
            DealStatus = FieldValues.Text(person.DealStatus),
            DealPrice = scope.Amount(person.DealPrice, "$.dealPrice"),
            DealStage = FieldValues.Text(person.DealStage),
            DealName = FieldValues.Text(person.DealName),
            DealCloseDate = scope.Day(person.DealCloseDate, "$.dealCloseDate"),
            Contacted = scope.Whole(person.Contacted, "$.contacted"),
            WebsiteVisits = scope.Whole(person.WebsiteVisits, "$.websiteVisits"),
            Claimed = person.Claimed,
            LastActivity = scope.Time(person.LastActivity, "$.lastActivity"),
            Url = ViewUrl(account.HostName, id),
            Tags = person.Tags is null ? null : [.. person.Tags.Select(FieldValues.Text).OfType<string>()],
            StageId = FubValues.Id(person.StageId),
            PeopleId = id,
            AssignedToFubId = FubValues.Id(person.AssignedUserId),
            CredentialsId = account.CredentialsId?.Value,
            Emails = Emails(person.Emails),
            PrimaryEmailNorm = PrimaryEmail(person.Emails),
            PrimaryPhoneE164 = PrimaryPhone(person.Phones),
            Phones = FieldValues.Json(person.Phones, FubJsonContext.Default.IReadOnlyListFubPhone),
            Addresses = FieldValues.Json(person.Addresses, FubJsonContext.Default.IReadOnlyListFubAddress),
            IsTrashed = string.Equals(stage, "Trash", StringComparison.OrdinalIgnoreCase),
            UserId = account.UserId,
        };

        scope.Unknown(person.Extra, "$", FubValues.IsCustom);
        foreach (FubEmail email in person.Emails ?? [])
        {
            scope.Word(email.Status, "$.emails[].status");
            scope.Unknown(email.Extra, "$.emails[]");
        }

        foreach (FubPhone phone in person.Phones ?? [])
        {
            scope.Word(phone.Status, "$.phones[].status");
            scope.Unknown(phone.Extra, "$.phones[]");
        }

        return scope.Result(row);
    }

    private static string? ViewUrl(string? hostName, long id)
    {
        if (FieldValues.Text(hostName) is not { } host)
        {
            return null;
        }

        string full = host.Contains('.', StringComparison.Ordinal) ? host : host + ".followupboss.com";
        return string.Create(CultureInfo.InvariantCulture, $"https://{full}/2/people/view/{id}");
    }

    private static ReadOnlyMemory<byte>? Emails(IReadOnlyList<FubEmail>? emails) => emails is null
        ? FieldValues.NoJson
        : FieldValues.Json(emails, static (writer, list) =>
        {
            writer.WriteStartArray();
            foreach (FubEmail email in list)
            {
                writer.WriteStartObject();
                writer.WriteString("emailAddress"u8, FieldValues.Text(email.Value)?.ToLowerInvariant());
                writer.WriteString("type"u8, email.Type);
                writer.WriteString("status"u8, email.Status?.Value);
                writer.WriteBoolean("isPrimary"u8, email.IsPrimary ?? false);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    // Lists are compared as sets, so the choice must not depend on their order: the primary one, otherwise the first in ordinal order.
    private static string? PrimaryEmail(IReadOnlyList<FubEmail>? emails) =>
        emails?.Select(static e => (IsPrimary: e.IsPrimary is true, Norm: FieldValues.Email(e.Value))).Where(static e => e.Norm is not null)
            .OrderByDescending(static e => e.IsPrimary).ThenBy(static e => e.Norm, StringComparer.Ordinal).FirstOrDefault().Norm;

    private static string? PrimaryPhone(IReadOnlyList<FubPhone>? phones) =>
        phones?.Select(static p => (IsPrimary: p.IsPrimary is true, Norm: FieldValues.Phone(p.Value) ?? FieldValues.Phone(p.Normalized))).Where(static p => p.Norm is not null)
            .OrderByDescending(static p => p.IsPrimary).ThenBy(static p => p.Norm, StringComparer.Ordinal).FirstOrDefault().Norm;
}
