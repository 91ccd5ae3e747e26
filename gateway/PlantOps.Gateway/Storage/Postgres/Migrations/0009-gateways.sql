-- Several gateways on one database: which there are now.

-- The oldest program that can still use the database after a step; unknown of the steps before this one: themselves.
ALTER TABLE schema_migrations ADD COLUMN needs integer;

CREATE TABLE gateways (
  id text PRIMARY KEY,
  run text NOT NULL,
  name text NOT NULL,
  version text NOT NULL,
  schema integer NOT NULL,
  address text,
  since timestamptz NOT NULL,
  lease_until timestamptz NOT NULL,
  facts text NOT NULL
);
