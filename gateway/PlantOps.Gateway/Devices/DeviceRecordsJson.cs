using System.Text.Json.Serialization;
using PlantOps.Gateway.Devices.Calibration;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Devices;

/// <summary>
/// What becomes of devices as the store keeps it. Apart from their JSON on the wire, so that what keeps it needs none of that.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(EnrolmentRecord))]
[JsonSerializable(typeof(SoilCalibration))]
internal sealed partial class DeviceRecordsJson : JsonSerializerContext;
