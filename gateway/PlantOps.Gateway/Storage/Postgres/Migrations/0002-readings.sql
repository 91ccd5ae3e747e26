-- Readings, a partition a UTC month; the gateway makes partitions as times arrive.

-- boot and seq are NULL where the device gave none, a metric where there is no value.
-- qualities: four bits a metric, the first metric lowest. origin: 0 device's clock, 1 age, 2 arrival, 3 corrected.
CREATE TABLE readings (
  device integer NOT NULL,
  time timestamptz NOT NULL,
  boot bigint,
  seq bigint,
  temperature double precision,
  humidity double precision,
  soil_moisture double precision,
  light_level double precision,
  soil_raw double precision,
  qualities integer NOT NULL,
  origin smallint NOT NULL
) PARTITION BY RANGE (time);

CREATE INDEX readings_device_time ON readings (device, time);

-- Which readings are stored, whatever their time: no unique index over partitions by time can say that.
-- Boot -1 stands for readings without identity; its row is only there to be locked.
CREATE TABLE stored_sequences (
  device integer NOT NULL,
  boot bigint NOT NULL,
  sequences int8multirange NOT NULL DEFAULT '{}',
  PRIMARY KEY (device, boot)
);

-- Days with readings that are not in rollups.
CREATE TABLE unrolled_days (
  device integer NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (device, day)
);

-- The last commit of each gateway's run: tells one whose answer was lost from one that never happened.
CREATE TABLE append_commits (
  writer uuid PRIMARY KEY,
  number bigint NOT NULL,
  committed_at timestamptz NOT NULL DEFAULT now()
);
