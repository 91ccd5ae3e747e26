using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Operations.CommandLine;
using PlantOps.Gateway.Operations.Health;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Operations.Requests;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Archive;

namespace PlantOps.Gateway.Operations;

/// <summary>Every type that crosses HTTP as JSON, snake_case; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertEvent))]
[JsonSerializable(typeof(AlertView[]))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(CertificatesView))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(ChannelRequest))]
[JsonSerializable(typeof(ChannelTest))]
[JsonSerializable(typeof(ChannelView))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandResult))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(DesiredSettings))]
[JsonSerializable(typeof(DeviceRename))]
[JsonSerializable(typeof(DeviceView))]
[JsonSerializable(typeof(DeviceView[]))]
[JsonSerializable(typeof(ExportSummary))]
[JsonSerializable(typeof(GatewayAddresses))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(HeldEvent))]
[JsonSerializable(typeof(HoursRequest))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(ImportDevicesRequest))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(ImportTargets))]
[JsonSerializable(typeof(IReadOnlyList<RuleView>))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(JournalRequest))]
[JsonSerializable(typeof(LastDigest))]
[JsonSerializable(typeof(LiveDevice))]
[JsonSerializable(typeof(LiveEnrolment))]
[JsonSerializable(typeof(LivePlant))]
[JsonSerializable(typeof(LiveReading))]
[JsonSerializable(typeof(MoveRequest))]
[JsonSerializable(typeof(MoveView))]
[JsonSerializable(typeof(NewCode))]
[JsonSerializable(typeof(NewCodeRequest))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(NewTokenRequest))]
[JsonSerializable(typeof(Page<AlertView>))]
[JsonSerializable(typeof(Page<AuditEntry>))]
[JsonSerializable(typeof(Page<ChannelView>), TypeInfoPropertyName = "ChannelPage")]
[JsonSerializable(typeof(Page<DeliveryView>), TypeInfoPropertyName = "DeliveryPage")]
[JsonSerializable(typeof(IReadOnlyList<HeldView>), TypeInfoPropertyName = "HeldList")]
[JsonSerializable(typeof(Page<JournalEntry>))]
[JsonSerializable(typeof(Page<PersonView>), TypeInfoPropertyName = "PersonPage")]
[JsonSerializable(typeof(Page<PlantView>))]
[JsonSerializable(typeof(Page<SpeciesView>))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(PersonRequest))]
[JsonSerializable(typeof(PersonView))]
[JsonSerializable(typeof(Plant))]
[JsonSerializable(typeof(PlantFigures))]
[JsonSerializable(typeof(PlantPhoto))]
[JsonSerializable(typeof(PlantRequest))]
[JsonSerializable(typeof(PlantState))]
[JsonSerializable(typeof(PlantTelemetryAnswer))]
[JsonSerializable(typeof(PlantView))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(ReadingRemoval))]
[JsonSerializable(typeof(ReadyReport))]
[JsonSerializable(typeof(RebuiltRollups))]
[JsonSerializable(typeof(RegistrationRequest))]
[JsonSerializable(typeof(RegistrationResponse))]
[JsonSerializable(typeof(RemovedSpecies))]
[JsonSerializable(typeof(ReportedSettings))]
[JsonSerializable(typeof(RuleChange))]
[JsonSerializable(typeof(RuleView))]
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(SpeciesProfile))]
[JsonSerializable(typeof(StoreCopyRequest))]
[JsonSerializable(typeof(StoreCopyView))]
[JsonSerializable(typeof(StoreView))]
[JsonSerializable(typeof(UnreadableList))]
[JsonSerializable(typeof(UnreadableRequest))]
[JsonSerializable(typeof(UnreadableView))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TelemetryAnswer))]
[JsonSerializable(typeof(TimeAnswer))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(TokenView[]))]
[JsonSerializable(typeof(ToldAlert))]
[JsonSerializable(typeof(WatchRequest))]
internal sealed partial class GatewayJson : JsonSerializerContext;
