using System.Text.Json.Serialization;
using PlantOps.Gateway.Devices.Calibration;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Devices;

/// <summary>
/// What becomes of devices as the store keeps it. Apart from their JSON on the wire, so that what keeps it needs none of that.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(EnrolmentFailure))]
[JsonSerializable(typeof(EnrolmentRecord))]
[JsonSerializable(typeof(SoilCalibration))]
[JsonSerializable(typeof(FieldMapping))]
[JsonSerializable(typeof(MqttLogin))]
[JsonSerializable(typeof(WrongClock))]
internal sealed partial class DeviceRecordsJson : JsonSerializerContext;
