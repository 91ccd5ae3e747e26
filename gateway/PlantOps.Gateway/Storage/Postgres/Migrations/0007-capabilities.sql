-- What a device said that it has when it registered, as the JSON that is on the wire; NULL where it did not.

ALTER TABLE devices ADD COLUMN capabilities text;
