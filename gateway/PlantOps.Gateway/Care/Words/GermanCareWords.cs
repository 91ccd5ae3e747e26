using System.Globalization;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Care.Words;

/// <summary>German.</summary>
internal sealed class GermanCareWords : ICareWords
{
    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public string Language => "de";

    public string Edibility => "Ob man etwas davon essen kann, ist hier nicht bekannt: Iss nichts, weil PlantOps etwas sagt.";

    public string NothingDue => "Jetzt ist nichts zu tun.";

    public string TooLittleKnown => "Für einen Plan ist zu wenig bekannt.";

    public string Advice(string id) => id switch
    {
        CareAdvice.WaterNow => "Gieße sie.",
        CareAdvice.WaterSoon => "Gieße sie, wenn ihre Erde fast trocken ist.",
        CareAdvice.WaterLittle => "Gib ihr ein wenig Wasser, nicht mehr.",
        CareAdvice.Soak => "Tauche sie: Stell den Topf in Wasser, bis die Erde oben feucht ist, und lass ihn dann abtropfen.",
        CareAdvice.LetDry => "Lass sie abtrocknen und leere den Untersetzer.",
        CareAdvice.LeaveDry => "Lass sie trocken stehen: Sie ruht.",
        CareAdvice.WinterRest => "Ihre Ruhe beginnt: Gieße sie weniger.",
        CareAdvice.EndOfRest => "Ihre Ruhe ist vorbei: Fang wieder an zu gießen.",
        CareAdvice.MoreLight => "Stell sie näher ans Fenster oder gib ihr eine Lampe.",
        CareAdvice.LessLight => "Stell sie weiter weg vom Fenster oder schattiere sie.",
        CareAdvice.Feed => "Dünge sie, auf feuchter Erde; wie viel, steht auf der Packung.",
        CareAdvice.StartFeeding => "Fang wieder an zu düngen; wie viel, steht auf der Packung.",
        CareAdvice.StopFeeding => "Hör auf zu düngen.",
        CareAdvice.DamperAir => "Stell einen Luftbefeuchter, eine Schale mit nassen Kieseln oder andere Pflanzen daneben.",
        CareAdvice.DrierAir => "Lüfte, und gib ihr Platz.",
        CareAdvice.WarmerPlace => "Stell sie wärmer.",
        CareAdvice.CoolerPlace => "Stell sie kühler oder schattiere sie.",
        CareAdvice.BringIn => "Hol sie herein oder dahin, wo es nicht friert.",
        CareAdvice.ProtectFromFrost => "Pack ihren Topf ein und rück sie an eine Wand.",
        CareAdvice.Repot => "Topfe sie in frische Erde um.",
        CareAdvice.PutProbeBack => "Steck ihren Bodenfühler zurück in die Erde, und fühle die Erde, bevor du gießt.",
        CareAdvice.WaitForThaw => "Gieße keine gefrorene Erde; sieh wieder nach, wenn sie getaut ist.",
        CareAdvice.FeelSoil => "Fühle die Erde mit dem Finger, und gieße, wo ihre Art das will.",
        CareAdvice.DryingUnknown => "Fühle die Erde: Wann sie trocken sein wird, ist noch nicht bekannt.",
        CareAdvice.LookForLeak => "Sieh nach, ob der Topf leckt oder der Fühler herausgerutscht ist.",
        CareAdvice.LookAfterDrought => "Sieh nach ihr: Schneide ab, was abgestorben ist, und dünge sie noch nicht.",
        CareAdvice.LookAfterTreatment =>
            "Sieh nach, ob Schädling oder Krankheit weg sind; behandle nur wieder, wie es auf dem Mittel steht.",
        CareAdvice.LookForPests => "Sieh unter den Blättern nach Spinnmilben und anderen Schädlingen.",
        CareAdvice.LookOver => "Sieh sie dir an: Nicht alles wird gemessen.",
        CareAdvice.CheckRoots => "Sieh nach, ob Wurzeln aus dem Topf kommen.",
        CareAdvice.CheckDevice => "Prüfe Strom und WLAN ihres Geräts.",
        CareAdvice.CheckSensor => "Prüfe den Sensor und sein Kabel.",
        CareAdvice.CheckSignal => "Stell ihr Gerät oder den Zugangspunkt näher heran.",
        CareAdvice.ChargeBattery => "Lade oder wechsle die Batterie ihres Geräts.",
        CareAdvice.ChooseSpecies => "Sag, was für eine Pflanze sie ist: Ohne das lässt sich nur wenig sagen.",
        _ => id,
    };

    public string Reason(string name) => name switch
    {
        "dry" => "Ihre Erde ist bei {soil_moisture} und sollte bei mindestens {soil_moisture_low} sein.|Ihre Erde ist trocken.",
        "harmed" => "Unter {soil_moisture_critical_low} nimmt sie Schaden.|Sie nimmt Schaden.",
        "dries" => "Ihre Erde ist bei {soil_moisture} und verliert {drying_rate}; trocken ist sie bei {soil_moisture_low}."
            + " Bis dahin etwa: {days_until_dry}."
            + "|Bis ihre Erde trocken ist, etwa: {days_until_dry}.|Ihre Erde trocknet.",
        "wet" => "Ihre Erde ist bei {soil_moisture} und sollte bei höchstens {soil_moisture_high} sein; das ist seit mehr"
            + " als einem Tag so."
            + "|Ihre Erde ist seit mehr als einem Tag zu nass.",
        "stood_dry" => "So lange stand sie trocken: {dry_days}.|Sie stand tagelang trocken.",
        "water_ran_past" => "Gegossen wurde sie zuletzt (seitdem: {days_since_watering}), und ihre Erde ist immer noch"
            + " trocken: Das Wasser lief vorbei."
            + "|Sie wurde gegossen, und ihre Erde ist immer noch trocken: Das Wasser lief vorbei.",
        "rest_none" => "In der Ruhe braucht sie kein Wasser: „{watering}“.|In der Ruhe braucht sie kein Wasser.",
        "rest_hardly" => "In der Ruhe braucht sie kaum Wasser: „{watering}“.|In der Ruhe braucht sie kaum Wasser.",
        "rest_less" => "Im Winter braucht sie weniger Wasser: „{watering}“.|Im Winter braucht sie weniger Wasser.",
        "summer_rest" => "Sie ruht im Sommer: „{watering}“.|Sie ruht im Sommer.",
        "days_grow" => "Die Tage werden länger, und sie beginnt zu wachsen.",
        "frozen" => "Die Erde ist gefroren; es waren {coldest}. Ein Fühler hält Eis für Luft."
            + "|Die Erde ist gefroren. Ein Fühler hält Eis für Luft.",
        "probe_out" => "Ihr Fühler misst Luft, nicht Erde: Niemand weiß, wie feucht sie ist.",
        "no_device" => "Kein Gerät misst bei ihr.",
        "no_soil" => "Ihre Erde wurde seit einem Tag nicht gemessen.",
        "soil_doubted" => "Was ihr Bodensensor sagt, ist nicht zu glauben.",
        "silent" => "Ihr Gerät sendet nichts.",
        "watered_every" => "Zwischen zwei Gießen liegen sonst: {watering_interval}. Seit dem letzten Mal: {days_since_watering}.",
        "no_rate" => "Es braucht zwei Tage mit Messwerten, um zu sehen, wie schnell sie trocknet.",
        "fed_every" => "Ihre Art wird so gedüngt: „{feeding}“. Seit dem letzten Mal: {days_since_feeding}."
            + "|Ihre Art wird so gedüngt: „{feeding}“.",
        "never_fed" => "Ihre Art wird so gedüngt: „{feeding}“. Niemand hat vermerkt, dass sie es wurde."
            + "|Niemand hat vermerkt, wann sie gedüngt wurde.",
        "fresh_soil" => "Frische Erde ernährt sie eine Weile; seit dem Umtopfen: {days_since_repotting}."
            + "|Frische Erde ernährt sie eine Weile.",
        "after_drought" => "Erst muss sie sich von der Trockenheit erholen.",
        "after_water" => "Gieße sie zuerst: Dünger auf trockener Erde verbrennt Wurzeln.",
        "not_while_wet" => "Wurzeln in nasser Erde nehmen keinen Dünger auf.",
        "not_while_cold" => "Wenn es ihr zu kalt ist, nimmt sie keinen Dünger auf.",
        "season_ends" => "Sie wird nicht das ganze Jahr gedüngt: „{feeding}“.|Sie wird nicht das ganze Jahr gedüngt.",
        "season_begins" => "Ihre Art wird so gedüngt: „{feeding}“.",
        "dark" => "Sie bekommt {daily_light} Licht am Tag und braucht {daily_light_low}.|Sie bekommt zu wenig Licht.",
        "short_days" => "Die Tage sind jetzt kurz.",
        "bright" => "Sie bekommt {daily_light} Licht am Tag und verträgt {daily_light_high}."
            + "|Sie bekommt mehr Licht, als sie verträgt.",
        "dry_air" => "Die Luft ist bei {humidity} und sollte bei mindestens {humidity_low} sein.|Die Luft ist zu trocken.",
        "heating" => "Heizen macht die Luft trocken.",
        "mites" => "Bei {humidity} und {temperature} vermehren sich Spinnmilben."
            + "|In trockener, warmer Luft vermehren sich Spinnmilben.",
        "damp_air" => "Die Luft ist bei {humidity} und sollte bei höchstens {humidity_high} sein: Schimmel wächst."
            + "|Die Luft ist zu feucht: Schimmel wächst.",
        "cold" => "Es sind {temperature}, und es sollten mindestens {temperature_low} sein.|Es ist ihr zu kalt.",
        "hot" => "Es sind {temperature}, und es sollten höchstens {temperature_high} sein.|Es ist ihr zu heiß.",
        "cold_nights" => "Es waren nur {coldest}, und {temperature_critical_low} schaden ihr.|Die Nächte sind ihr zu kalt.",
        "before_frost" => "{temperature_critical_low} schaden ihr, und die Nächte werden kälter.|Die Nächte werden kälter.",
        "old_soil" => "Seit dem letzten Umtopfen: {days_since_repotting}.|Ihre Erde ist alt.",
        "never_repotted" => "Niemand hat vermerkt, dass sie je umgetopft wurde, und im Frühling ist die Zeit dafür.",
        "drinks_fast" => "So schnell ist sie wieder trocken: {watering_interval}. Sie hat vielleicht mehr Wurzeln als Erde.",
        "no_species" => "Niemand hat gesagt, was sie ist.",
        "treated" => "Seit der Behandlung: {days_since_treatment}.|Sie wurde behandelt.",
        "unseen_light" => "Ihr Licht wird nicht gemessen.",
        "unseen_temperature" => "Ihre Temperatur wird nicht gemessen.",
        "unseen_humidity" => "Ihre Luft wird nicht gemessen.",
        "falls_fast" => "Ihre Erde verliert schneller Wasser, als Pflanzen trinken.",
        "sensor_soil" => "Ihr Bodensensor gibt Werte, die nicht sein können.",
        "sensor_air" => "Ihr Luftsensor gibt Werte, die nicht sein können.",
        "sensor_light" => "Ihr Lichtsensor gibt Werte, die nicht sein können.",
        "sensor_other" => "Einer ihrer Sensoren gibt Werte, die nicht sein können.",
        "battery" => "Die Batterie ihres Geräts ist schwach.",
        "signal" => "Ihr Gerät ist schlecht zu hören.",
        _ => name,
    };

    public string Fact(string name) => name switch
    {
        CareFactNames.Soil => "Bodenfeuchte",
        CareFactNames.SoilLow => "Bodenfeuchte mindestens",
        CareFactNames.SoilCritical => "Bodenfeuchte, die schadet",
        CareFactNames.SoilHigh => "Bodenfeuchte höchstens",
        CareFactNames.DaysUntilDry => "Tage bis trocken",
        CareFactNames.DryEarliest => "Tage bis trocken, frühestens",
        CareFactNames.DryLatest => "Tage bis trocken, spätestens",
        CareFactNames.DryingRate => "Verlust an Bodenfeuchte am Tag",
        CareFactNames.DryDays => "wie lange sie trocken stand",
        CareFactNames.DaysSinceWatering => "seit dem Gießen",
        CareFactNames.WateringInterval => "sonst zwischen zwei Gießen",
        CareFactNames.Watering => "Gießen, wie ihre Art es braucht",
        CareFactNames.Temperature => "Temperatur",
        CareFactNames.TemperatureLow => "Temperatur mindestens",
        CareFactNames.TemperatureHigh => "Temperatur höchstens",
        CareFactNames.FrostLimit => "Temperatur, die schadet",
        CareFactNames.Coldest => "kältester Wert in drei Tagen",
        CareFactNames.Humidity => "Luftfeuchte",
        CareFactNames.HumidityLow => "Luftfeuchte mindestens",
        CareFactNames.HumidityHigh => "Luftfeuchte höchstens",
        CareFactNames.Vpd => "Sättigungsdefizit",
        CareFactNames.Light => "Licht am Tag",
        CareFactNames.LightLow => "Licht am Tag mindestens",
        CareFactNames.LightHigh => "Licht am Tag höchstens",
        CareFactNames.Feeding => "Düngen, wie ihre Art es braucht",
        CareFactNames.FeedingMin => "kürzeste Zeit zwischen zwei Düngen",
        CareFactNames.FeedingMax => "längste Zeit zwischen zwei Düngen",
        CareFactNames.DaysSinceFeeding => "seit dem Düngen",
        CareFactNames.DaysSinceRepotting => "seit dem Umtopfen",
        CareFactNames.DaysSinceTreatment => "seit der Behandlung",
        CareFactNames.Pets => "giftig für Katzen und Hunde",
        CareFactNames.Children => "giftig für Kinder",
        "light" => "Licht",
        "species" => "Art",
        "device" => "Gerät",
        _ => name,
    };

    public string Away(string advice) => advice switch
    {
        CareAway.Lasts => "Wer verreist, kann sie bis dahin allein lassen; vorher muss jemand nach ihr sehen.",
        CareAway.WaterBefore => "Gieße sie, bevor du verreist.",
        _ => "Niemand weiß, wie lange man sie allein lassen kann: Lass jemanden ihre Erde fühlen.",
    };

    public string Toxicity(string whom, string toxicity) => (whom, toxicity) switch
    {
        ("pets", "none") => "Katzen und Hunde: Ihre Art ist als nicht giftig verzeichnet.",
        ("pets", "irritant") => "Katzen und Hunde: Wenn sie daran kauen, brennen Mund, Haut oder Magen. Halte sie außer"
            + " Reichweite.",
        ("pets", "toxic") => "Katzen und Hunde: als giftig verzeichnet. Halte sie außer Reichweite, und frag beim Tierarzt,"
            + " wenn eines davon fraß.",
        ("pets", _) => "Katzen und Hunde: nicht bekannt. Behandle sie wie eine giftige.",
        (_, "none") => "Kinder: Ihre Art ist als nicht giftig verzeichnet.",
        (_, "irritant") => "Kinder: Wenn sie daran kauen, brennen Mund, Haut oder Magen. Halte sie außer Reichweite.",
        (_, "toxic") => "Kinder: als giftig verzeichnet. Halte sie außer Reichweite, und ruf beim Giftnotruf an, wenn eines"
            + " davon aß.",
        _ => "Kinder: nicht bekannt. Behandle sie wie eine giftige.",
    };

    public string Phrase(string text) => SpeciesPhrases.German(text);

    public string? Advisor(CareAdvisorState state) => state switch
    {
        CareAdvisorState.Fresh => null,
        CareAdvisorState.Off => "Kein Modell ist eingerichtet.",
        CareAdvisorState.Refused => "Was das Modell sagte, bestand die Prüfung nicht.",
        CareAdvisorState.Unreachable => "Das Modell antwortet nicht.",
        CareAdvisorState.Budget => "Was das Modell kosten darf, ist vorerst ausgegeben.",
        _ => "Das Modell wurde hierzu noch nicht gefragt.",
    };

    public string Value(double value, string unit)
    {
        if (unit == "d") return Days(value);
        var number = value.ToString(Math.Abs(value) >= 100 ? "0" : "0.#", Numbers);
        return unit == "%/d" ? $"{number} % am Tag" : $"{number} {unit}";
    }

    private static string Days(double days)
    {
        if (days < 1) return "weniger als ein Tag";
        var whole = Math.Round(days).ToString(CultureInfo.InvariantCulture);
        return whole == "1" ? "1 Tag" : $"{whole} Tage";
    }
}
