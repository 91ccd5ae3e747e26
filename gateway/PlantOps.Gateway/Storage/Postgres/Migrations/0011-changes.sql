-- What was changed of that which gateways keep in memory, so that each reads only that. The gateway that leads takes away what
-- is older than two hours: each reads everything once an hour.

CREATE TABLE changes (
  at bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  name text NOT NULL,
  key text NOT NULL,
  made timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX changes_name_at ON changes (name, at);

-- By triggers, so that gateways of an earlier version note what they change, too.
CREATE FUNCTION plantops_note_device() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO changes (name, key) VALUES ('devices', coalesce(NEW.number, OLD.number)::text);
  RETURN NULL;
END $$;

CREATE FUNCTION plantops_note_device_settings() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO changes (name, key) VALUES ('device_settings', coalesce(NEW.device, OLD.device)::text);
  RETURN NULL;
END $$;

CREATE FUNCTION plantops_note_record() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO changes (name, key) VALUES (coalesce(NEW.collection, OLD.collection), coalesce(NEW.id, OLD.id));
  RETURN NULL;
END $$;

CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON devices
  FOR EACH ROW EXECUTE FUNCTION plantops_note_device();

CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON device_settings
  FOR EACH ROW EXECUTE FUNCTION plantops_note_device_settings();

CREATE TRIGGER note_put AFTER INSERT OR UPDATE ON records
  FOR EACH ROW WHEN (NEW.collection = 'plants') EXECUTE FUNCTION plantops_note_record();
CREATE TRIGGER note_delete AFTER DELETE ON records
  FOR EACH ROW WHEN (OLD.collection = 'plants') EXECUTE FUNCTION plantops_note_record();
