-- What people and rules change: plants, alerts, channels. Each is JSON, so that it can also be asked for with SQL:
-- SELECT body->>'name' FROM records WHERE collection = 'plants';

CREATE TABLE records (
  collection text NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (collection, id)
);
