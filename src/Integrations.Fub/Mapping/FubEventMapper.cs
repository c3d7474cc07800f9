using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Event to <c>fub_events</c>.</summary>
internal static class FubEventMapper
{
    public static MapResult<FubEventRow> Map(FubEvent activity, AccountInfo account, FubHiddenContent hidden)
    {
        var scope = default(MapScope);
        long id = scope.Key(activity.Id);
        FubProperty? property = activity.Property;
        var row = new FubEventRow
        {
            FubAccountIdRaw = account.VendorAccountId,
            AdEventsId = FubValues.NaturalKey(account, id),
            FubEventsId = id,
            FubCreatedAt = scope.Time(activity.Created, "$.created"),
            FubUpdatedAt = scope.Time(activity.Updated, "$.updated"),
            Occurred = scope.Time(activity.Occurred, "$.occurred"),
            Source = FieldValues.Text(activity.Source),
            Type = scope.Word(activity.Type, "$.type"),
            PropertyStreet = FieldValues.Text(property?.Street),
            PropertyCity = FieldValues.Text(property?.City),
            PropertyState = FieldValues.Text(property?.State),
            PropertyZip = FieldValues.Text(property?.Code),
            PropertyId = FubValues.Id(property?.Id),
            Message = hidden.Visible(activity.Message),
            Description = hidden.Visible(activity.Description),
            PeopleId = FubValues.Id(activity.PersonId),
            CredentialsId = account.CredentialsId?.Value,
            PageTitle = FieldValues.Text(activity.PageTitle),
            PageUrl = FieldValues.Text(activity.PageUrl),
            PageDuration = scope.Whole(activity.PageDuration, "$.pageDuration"),
            Property = FieldValues.Json(property, FubJsonContext.Default.FubProperty),
            PropertySearch = FieldValues.Json(activity.PropertySearch, FubJsonContext.Default.FubPropertySearch),
            UserId = account.UserId,
        };
        scope.Unknown(activity.Extra, "$");
        scope.Unknown(property?.Extra, "$.property");
        scope.Unknown(activity.PropertySearch?.Extra, "$.propertySearch");
        return scope.Result(row);
    }
}
