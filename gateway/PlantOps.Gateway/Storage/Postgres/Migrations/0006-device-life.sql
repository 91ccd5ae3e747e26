-- What happens to devices after they were let in: renamed, released, claimed by other hardware, retired.

ALTER TABLE devices
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  ADD COLUMN renamed boolean NOT NULL DEFAULT false,
  ADD COLUMN released_at timestamptz,
  ADD COLUMN retired_at timestamptz;

-- The device that whoever shows the code becomes; NULL for a new one.
ALTER TABLE enrolments ADD COLUMN device integer;
