using System.Text.Json.Serialization;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Devices;

/// <summary>
/// Devices, their settings and enrolment as JSON, on the wire and in the store; written at build time because native code has
/// no reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Capabilities))]
[JsonSerializable(typeof(CertificatesView))]
[JsonSerializable(typeof(CertificateRequestBody))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandResult))]
[JsonSerializable(typeof(DesiredSettings))]
[JsonSerializable(typeof(DeviceRename))]
[JsonSerializable(typeof(DeviceView))]
[JsonSerializable(typeof(DeviceView[]))]
[JsonSerializable(typeof(EnrolmentView))]
[JsonSerializable(typeof(FieldMapping))]
[JsonSerializable(typeof(FieldMappingView))]
[JsonSerializable(typeof(IssuedCertificate))]
[JsonSerializable(typeof(IssuedFiles))]
[JsonSerializable(typeof(MadeMqttLogin))]
[JsonSerializable(typeof(MqttLoginChange))]
[JsonSerializable(typeof(MqttLoginView))]
[JsonSerializable(typeof(MqttLoginView[]))]
[JsonSerializable(typeof(NewCode))]
[JsonSerializable(typeof(NewCodeRequest))]
[JsonSerializable(typeof(NewMqttLogin))]
[JsonSerializable(typeof(RegistrationRequest))]
[JsonSerializable(typeof(RegistrationResponse))]
[JsonSerializable(typeof(ReportedSettings))]
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(SharedCommand))]
[JsonSerializable(typeof(SharedPresence))]
[JsonSerializable(typeof(TimeAnswer))]
internal sealed partial class DevicesJson : JsonSerializerContext;
