using System.Globalization;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care.Words;

/// <summary>English.</summary>
internal sealed class EnglishCareWords : ICareWords
{
    public string Language => "en";

    public string Edibility =>
        "Whether any part of it can be eaten is not known here: do not eat it because of what PlantOps says.";

    public string NothingDue => "Nothing to do now.";

    public string TooLittleKnown => "Too little is known of it for a plan.";

    public string Advice(string id) => id switch
    {
        CareAdvice.WaterNow => "Water it.",
        CareAdvice.WaterSoon => "Water it when its soil is nearly dry.",
        CareAdvice.WaterLittle => "Give it a little water, no more.",
        CareAdvice.Soak => "Soak it: stand the pot in water until the top of the soil is moist, then let it drain.",
        CareAdvice.LetDry => "Let it dry, and empty its saucer.",
        CareAdvice.LeaveDry => "Leave it dry: it rests.",
        CareAdvice.WinterRest => "Its rest begins: water it less.",
        CareAdvice.EndOfRest => "Its rest is over: begin to water it again.",
        CareAdvice.MoreLight => "Move it nearer to a window, or give it a lamp.",
        CareAdvice.LessLight => "Move it away from the window, or shade it.",
        CareAdvice.Feed => "Feed it, on moist soil; how much is on the package.",
        CareAdvice.StartFeeding => "Begin to feed it again; how much is on the package.",
        CareAdvice.StopFeeding => "Stop feeding it.",
        CareAdvice.DamperAir => "Put a humidifier, a tray of wet pebbles or other plants beside it.",
        CareAdvice.DrierAir => "Let some air in, and give it room.",
        CareAdvice.WarmerPlace => "Move it to a warmer place.",
        CareAdvice.CoolerPlace => "Move it to a cooler place, or shade it.",
        CareAdvice.BringIn => "Bring it in, or to where it does not freeze.",
        CareAdvice.ProtectFromFrost => "Wrap its pot, and move it to a wall.",
        CareAdvice.Repot => "Repot it into fresh soil.",
        CareAdvice.PutProbeBack => "Put its soil probe back into the soil, and feel the soil before you water.",
        CareAdvice.WaitForThaw => "Do not water frozen soil; look again when it has thawed.",
        CareAdvice.FeelSoil => "Feel its soil with a finger, and water it where its species wants that.",
        CareAdvice.DryingUnknown => "Feel its soil: when it will be dry is not known yet.",
        CareAdvice.LookForLeak => "Look whether the pot leaks or the probe has come out.",
        CareAdvice.LookAfterDrought => "Look after it: cut off what has died, and do not feed it yet.",
        CareAdvice.LookAfterTreatment => "Look whether the pest or disease is gone; treat again only as the label says.",
        CareAdvice.LookForPests => "Look at the undersides of its leaves for mites and other pests.",
        CareAdvice.LookOver => "Look it over: not everything is measured.",
        CareAdvice.CheckRoots => "Look whether roots come out of its pot.",
        CareAdvice.CheckDevice => "Check power and Wi-Fi of its device.",
        CareAdvice.CheckSensor => "Check the sensor and its cable.",
        CareAdvice.CheckSignal => "Move its device or the access point nearer.",
        CareAdvice.ChargeBattery => "Charge or change the battery of its device.",
        CareAdvice.ChooseSpecies => "Say what kind of plant it is: without that only little can be said.",
        _ => id,
    };

    public string Reason(string name) => name switch
    {
        "dry" => "Its soil is at {soil_moisture} and should be at least {soil_moisture_low}.|Its soil is dry.",
        "harmed" => "Below {soil_moisture_critical_low} it is harmed.|It is being harmed.",
        "dries" => "Its soil is at {soil_moisture} and loses {drying_rate}; it is dry at {soil_moisture_low}, in about"
            + " {days_until_dry}."
            + "|Its soil is dry in about {days_until_dry}.|Its soil dries.",
        "wet" => "Its soil is at {soil_moisture} and should be at most {soil_moisture_high}; it has been so for more than a day."
            + "|Its soil has been too wet for more than a day.",
        "stood_dry" => "It stood dry for {dry_days}.|It stood dry for days.",
        "water_ran_past" => "It was watered {days_since_watering} ago, and its soil is still dry: the water ran past it."
            + "|It was watered, and its soil is still dry: the water ran past it.",
        "rest_none" => "It takes no water while it rests: “{watering}”.|It takes no water while it rests.",
        "rest_hardly" => "It takes hardly any water while it rests: “{watering}”.|It takes hardly any water while it rests.",
        "rest_less" => "It takes less water in winter: “{watering}”.|It takes less water in winter.",
        "summer_rest" => "It rests in summer: “{watering}”.|It rests in summer.",
        "days_grow" => "Days grow longer, and it begins to grow.",
        "frozen" => "The soil is frozen; it was {coldest}. A probe takes ice for air."
            + "|The soil is frozen. A probe takes ice for air.",
        "probe_out" => "Its probe measures air, not soil: nobody knows how moist it is.",
        "no_device" => "No device watches it.",
        "no_soil" => "Its soil has not been measured for a day.",
        "soil_doubted" => "What its soil sensor says cannot be believed.",
        "silent" => "Its device sends nothing.",
        "watered_every" => "It is usually watered every {watering_interval}, last {days_since_watering} ago.",
        "no_rate" => "It takes two days of readings to see how fast it dries.",
        "fed_every" => "Its species is fed so: “{feeding}”. It was last fed {days_since_feeding} ago."
            + "|Its species is fed so: “{feeding}”.",
        "never_fed" => "Its species is fed so: “{feeding}”. Nobody noted that it was.|Nobody noted when it was fed.",
        "fresh_soil" => "It was repotted {days_since_repotting} ago: fresh soil feeds it for a while."
            + "|Fresh soil feeds it for a while.",
        "after_drought" => "It must recover from drought first.",
        "after_water" => "Water it first: food on dry soil burns roots.",
        "not_while_wet" => "Roots in wet soil take up no food.",
        "not_while_cold" => "A plant that is too cold takes up no food.",
        "season_ends" => "It is not fed all the year: “{feeding}”.|It is not fed all the year.",
        "season_begins" => "Its species is fed so: “{feeding}”.",
        "dark" => "It gets {daily_light} of light a day and needs {daily_light_low}.|It gets too little light.",
        "short_days" => "Days are short now.",
        "bright" => "It gets {daily_light} of light a day and bears {daily_light_high}.|It gets more light than it bears.",
        "dry_air" => "The air is at {humidity} and should be at least {humidity_low}.|The air is too dry.",
        "heating" => "Heating dries the air.",
        "mites" => "At {humidity} and {temperature} mites multiply.|Mites multiply in dry, warm air.",
        "damp_air" => "The air is at {humidity} and should be at most {humidity_high}: mould grows."
            + "|The air is too damp: mould grows.",
        "cold" => "It is {temperature} and should be at least {temperature_low}.|It is too cold.",
        "hot" => "It is {temperature} and should be at most {temperature_high}.|It is too hot.",
        "cold_nights" => "It was down to {coldest}, and {temperature_critical_low} harms it.|Nights are too cold for it.",
        "before_frost" => "{temperature_critical_low} harms it, and nights grow colder.|Nights grow colder.",
        "old_soil" => "It was repotted {days_since_repotting} ago.|Its soil is old.",
        "never_repotted" => "Nobody noted that it was ever repotted, and spring is the time for it.",
        "drinks_fast" => "It is dry every {watering_interval}: it may have more roots than soil.",
        "no_species" => "Nobody said what it is.",
        "treated" => "It was treated {days_since_treatment} ago.|It was treated.",
        "unseen_light" => "Its light is not measured.",
        "unseen_temperature" => "Its temperature is not measured.",
        "unseen_humidity" => "Its air is not measured.",
        "falls_fast" => "Its soil loses water faster than plants drink.",
        "sensor_soil" => "Its soil sensor gives what cannot be.",
        "sensor_air" => "Its air sensor gives what cannot be.",
        "sensor_light" => "Its light sensor gives what cannot be.",
        "sensor_other" => "One of its sensors gives what cannot be.",
        "battery" => "The battery of its device is low.",
        "signal" => "Its device is badly heard.",
        _ => name,
    };

    public string Fact(string name) => name switch
    {
        CareFactNames.Soil => "soil moisture",
        CareFactNames.SoilLow => "soil moisture at least",
        CareFactNames.SoilCritical => "soil moisture that harms",
        CareFactNames.SoilHigh => "soil moisture at most",
        CareFactNames.DaysUntilDry => "days until dry",
        CareFactNames.DryEarliest => "days until dry, at the earliest",
        CareFactNames.DryLatest => "days until dry, at the latest",
        CareFactNames.DryingRate => "soil moisture lost a day",
        CareFactNames.DryDays => "how long it stood dry",
        CareFactNames.DaysSinceWatering => "since it was watered",
        CareFactNames.WateringInterval => "usual time between waterings",
        CareFactNames.Watering => "watering, as its species needs it",
        CareFactNames.Temperature => "temperature",
        CareFactNames.TemperatureLow => "temperature at least",
        CareFactNames.TemperatureHigh => "temperature at most",
        CareFactNames.FrostLimit => "temperature that harms",
        CareFactNames.Coldest => "coldest of three days",
        CareFactNames.Humidity => "air humidity",
        CareFactNames.HumidityLow => "air humidity at least",
        CareFactNames.HumidityHigh => "air humidity at most",
        CareFactNames.Vpd => "vapour pressure deficit",
        CareFactNames.Light => "light a day",
        CareFactNames.LightLow => "light a day at least",
        CareFactNames.LightHigh => "light a day at most",
        CareFactNames.Feeding => "feeding, as its species needs it",
        CareFactNames.FeedingMin => "least time between feedings",
        CareFactNames.FeedingMax => "most time between feedings",
        CareFactNames.DaysSinceFeeding => "since it was fed",
        CareFactNames.DaysSinceRepotting => "since it was repotted",
        CareFactNames.DaysSinceTreatment => "since it was treated",
        CareFactNames.Pets => "toxic to cats and dogs",
        CareFactNames.Children => "toxic to children",
        "light" => "light",
        "species" => "species",
        "device" => "device",
        _ => name,
    };

    public string Away(string advice) => advice switch
    {
        CareAway.Lasts => "Whoever goes away can leave it alone until then; somebody must look after it before.",
        CareAway.WaterBefore => "Water it before you go away.",
        _ => "Nobody knows how long it can be left alone: have somebody feel its soil.",
    };

    public string Toxicity(string whom, string toxicity) => (whom, toxicity) switch
    {
        ("pets", "none") => "Cats and dogs: its species is listed as not poisonous.",
        ("pets", "irritant") => "Cats and dogs: mouth, skin or stomach smart when they chew on it. Keep it out of their reach.",
        ("pets", "toxic") => "Cats and dogs: listed as poisonous. Keep it out of their reach, and ask a vet where one ate of it.",
        ("pets", _) => "Cats and dogs: not known. Treat it as poisonous.",
        (_, "none") => "Children: its species is listed as not poisonous.",
        (_, "irritant") => "Children: mouth, skin or stomach smart when they chew on it. Keep it out of their reach.",
        (_, "toxic") => "Children: listed as poisonous. Keep it out of their reach, and call poison control where one ate of it.",
        _ => "Children: not known. Treat it as poisonous.",
    };

    public string Phrase(string text) => text;

    public string? Advisor(CareAdvisorState state) => state switch
    {
        CareAdvisorState.Fresh => null,
        CareAdvisorState.Off => "No model was set up.",
        CareAdvisorState.Refused => "What the model said did not pass the checks.",
        CareAdvisorState.Unreachable => "The model does not answer.",
        CareAdvisorState.Budget => "What the model may cost is spent for now.",
        _ => "The model was not asked about this yet.",
    };

    public string Value(double value, string unit)
    {
        if (unit == "d") return Days(value);
        var number = value.ToString(Math.Abs(value) >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture);
        return unit == "%/d" ? $"{number} % a day" : $"{number} {unit}";
    }

    private static string Days(double days)
    {
        if (days < 1) return "less than a day";
        var whole = Math.Round(days).ToString(CultureInfo.InvariantCulture);
        return whole == "1" ? "1 day" : $"{whole} days";
    }
}
