namespace Integrations.Simulators;

/// <summary>Fixed facts and messages of the Follow Up Boss API.</summary>
internal static class FubWire
{
    public const int DefaultLimit = 10;
    public const int MaxLimit = 100;
    public const int OffsetWall = 2000;

    public const string HiddenBody = "* Body is hidden for privacy reasons *";
    public const string HiddenRecording = "* Recording URL is hidden for privacy reasons *";

    public const string DeepPaging = "Deep pagination disabled, use 'nextLink' url.";
    public const string TextMessagesNeedFilter =
        "personId, threadId, phone, toNumber, fromNumber, sharedInboxId, groupTextId, participants, or id list must be specified for GET /v1/textMessages.";

    public const string EmailsNeedFilter = "id list, inboxThreadId, personId or personId and threadId arguments must be specified for GET /v1/emails.";

    public const string NoAccess = "You do not have access to this API endpoint";
    /// <summary>Webhooks of one event that a system may register in an account. Observed by two clients.</summary>
    public const int HooksPerEvent = 2;

    /// <summary>Assumed wording.</summary>
    public const string HooksNeedHttps = "The url must be an https address.";

    public const string OwnerOnlyWebhooks = "Only the account owner may access webhooks.";

    /// <summary>Assumed: no 401 body of the vendor was recorded.</summary>
    public const string InvalidKey = "Invalid API key.";

    /// <summary>Assumed wording.</summary>
    public const string AccountLocked = "This account is locked. Please contact the account owner.";

    /// <summary>Assumed wording.</summary>
    public const string RecordNotVisible = "You do not have access to this resource.";

    /// <summary>Assumed wording.</summary>
    public const string RateLimited = "Rate limit exceeded, please try again later.";

    /// <summary>Assumed wording.</summary>
    public const string InvalidNext = "Invalid value for parameter 'next'.";

    /// <summary>Assumed wording.</summary>
    public const string NoObject = "The request body must be a JSON object.";

    /// <summary>Assumed wording.</summary>
    public static string Missing(string field) => $"'{field}' is required.";

    /// <summary>Assumed wording.</summary>
    public static string UnknownEvent(string name) => $"'{name}' is not a valid event.";

    /// <summary>Assumed wording.</summary>
    public static string TooManyHooks(string name) => $"There are already {HooksPerEvent} webhooks for event '{name}'.";

    public static WireAnswer Error(WireJsonWriter writer, int status, string message)
    {
        writer.Clear();
        writer.StartObject();
        writer.Text(N.ErrorMessage, message);
        writer.EndObject();
        return new WireAnswer(status, writer);
    }

    public static string UnknownCollection(string name) =>
        $"Collection name '{name}' in the URL is not valid. Please use a correct collection name, for example 'people'.";

    /// <summary>Assumed wording.</summary>
    public static string NotFound(string collection, long id) => $"Resource {id} was not found in collection '{collection}'.";
}
