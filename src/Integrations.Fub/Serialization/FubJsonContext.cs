using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>Source-generated JSON of all wire models.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FubPageMetadata))]
[JsonSerializable(typeof(FubSourceNote))]
[JsonSerializable(typeof(FubIdentity))]
[JsonSerializable(typeof(FubPerson))]
[JsonSerializable(typeof(FubDeal))]
[JsonSerializable(typeof(FubStage))]
[JsonSerializable(typeof(FubPipeline))]
[JsonSerializable(typeof(FubEvent))]
[JsonSerializable(typeof(FubCall))]
[JsonSerializable(typeof(FubTextMessage))]
[JsonSerializable(typeof(FubAppointment))]
[JsonSerializable(typeof(FubAppointmentType))]
[JsonSerializable(typeof(FubAppointmentOutcome))]
[JsonSerializable(typeof(FubUser))]
[JsonSerializable(typeof(FubGroup))]
[JsonSerializable(typeof(FubNote))]
[JsonSerializable(typeof(FubTask))]
[JsonSerializable(typeof(FubCustomField))]
[JsonSerializable(typeof(IReadOnlyList<FubPhone>))]
[JsonSerializable(typeof(IReadOnlyList<FubAddress>))]
[JsonSerializable(typeof(IReadOnlyList<FubDealPerson>))]
[JsonSerializable(typeof(IReadOnlyList<FubDealUser>))]
[JsonSerializable(typeof(IReadOnlyList<FubStageSystem>))]
[JsonSerializable(typeof(IReadOnlyList<FubInvitee>))]
[JsonSerializable(typeof(IReadOnlyList<FubNamedReference>))]
[JsonSerializable(typeof(IReadOnlyList<FubGroupMember>))]
internal sealed partial class FubJsonContext : JsonSerializerContext;
