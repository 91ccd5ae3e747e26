-- What readings come to: a row a device and period in which any was taken, a start in UTC.
-- A count is of values of quality ok; where it is 0, the rest is NULL.

CREATE TABLE rolled_quarter_hours (
  device integer NOT NULL,
  start timestamptz NOT NULL,
  temperature_count integer NOT NULL, temperature_min double precision, temperature_max double precision, temperature_sum double precision,
  humidity_count integer NOT NULL, humidity_min double precision, humidity_max double precision, humidity_sum double precision,
  soil_moisture_count integer NOT NULL, soil_moisture_min double precision, soil_moisture_max double precision, soil_moisture_sum double precision,
  light_level_count integer NOT NULL, light_level_min double precision, light_level_max double precision, light_level_sum double precision,
  soil_raw_count integer NOT NULL, soil_raw_min double precision, soil_raw_max double precision, soil_raw_sum double precision,
  PRIMARY KEY (device, start)
);

CREATE TABLE rolled_hours (LIKE rolled_quarter_hours INCLUDING ALL);

CREATE TABLE rolled_days (LIKE rolled_quarter_hours INCLUDING ALL);

-- Rows come by day: it finds the days of a month without an index of its own for each row.
CREATE INDEX rolled_days_start ON rolled_days USING brin (start);

-- Days whose readings have gone: what they came to can be added to, and not made anew.
-- finest: what is left of a day, 0 quarter hours and coarser, 1 hours and coarser, 2 the day.
CREATE TABLE gone_days (
  device integer NOT NULL,
  day date NOT NULL,
  finest smallint NOT NULL,
  PRIMARY KEY (device, day)
);

CREATE INDEX gone_days_finest_day ON gone_days (finest, day);

-- Sums are made as numeric: decimal fractions then add up without an error, in any order, and none is too large.
CREATE FUNCTION rolled_sum(sum numeric) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN abs(sum) <= 1.7976931348623157e308 THEN sum::double precision
    WHEN sum > 0 THEN 'Infinity'::double precision
    WHEN sum < 0 THEN '-Infinity'::double precision
  END
$$;
