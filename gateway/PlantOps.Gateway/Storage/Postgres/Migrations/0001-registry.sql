-- Who is there: devices, how they are let in, what is known of them, and who may use the API.

CREATE TABLE devices (
  number integer PRIMARY KEY,
  id text NOT NULL UNIQUE,
  name text NOT NULL,
  hardware_id text NOT NULL UNIQUE,
  password_hash bytea NOT NULL,
  interval_s integer NOT NULL,
  registered_at timestamptz NOT NULL,
  model text,
  firmware_version text,
  sensors text[] NOT NULL
);

CREATE TABLE enrolments (
  key text PRIMARY KEY,
  name text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE presence (
  device integer PRIMARY KEY,
  last_seen timestamptz NOT NULL
);

-- Both sides as the JSON that is on the wire.
CREATE TABLE device_settings (
  device integer PRIMARY KEY,
  desired text,
  desired_version bigint NOT NULL,
  reported text,
  reported_at timestamptz NOT NULL
);

CREATE TABLE tokens (
  key text PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE token_uses (
  key text PRIMARY KEY,
  at timestamptz NOT NULL
);
