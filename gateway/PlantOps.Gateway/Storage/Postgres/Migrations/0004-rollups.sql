-- What readings came to. period: 0 quarter hours, 1 hours, 2 days (UTC); start is a whole multiple of it.
-- A count of 0 goes with NULLs: readings were taken, and no value of that metric was good.

CREATE TABLE rollups (
  device integer NOT NULL,
  period smallint NOT NULL,
  start timestamptz NOT NULL,
  temperature_count integer NOT NULL,
  temperature_min double precision,
  temperature_max double precision,
  temperature_sum double precision,
  humidity_count integer NOT NULL,
  humidity_min double precision,
  humidity_max double precision,
  humidity_sum double precision,
  soil_moisture_count integer NOT NULL,
  soil_moisture_min double precision,
  soil_moisture_max double precision,
  soil_moisture_sum double precision,
  light_level_count integer NOT NULL,
  light_level_min double precision,
  light_level_max double precision,
  light_level_sum double precision,
  soil_raw_count integer NOT NULL,
  soil_raw_min double precision,
  soil_raw_max double precision,
  soil_raw_sum double precision,
  PRIMARY KEY (device, period, start)
);

-- Days whose readings have gone, and the finest period that is kept of them: they can only be added to.
CREATE TABLE gone_days (
  device integer NOT NULL,
  day date NOT NULL,
  period smallint NOT NULL,
  PRIMARY KEY (device, day)
);
