-- Tells every gateway on this database what was changed of that which they keep in memory.

CREATE FUNCTION plantops_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('plantops', TG_ARGV[0]);
  RETURN NULL;
END $$;

CREATE FUNCTION plantops_notify_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('plantops', coalesce(NEW.collection, OLD.collection));
  RETURN NULL;
END $$;

CREATE TRIGGER notice AFTER INSERT OR UPDATE OR DELETE ON devices
  FOR EACH STATEMENT EXECUTE FUNCTION plantops_notify('devices');

CREATE TRIGGER notice AFTER INSERT OR UPDATE OR DELETE ON tokens
  FOR EACH STATEMENT EXECUTE FUNCTION plantops_notify('tokens');

-- What devices report is no news for others.
CREATE TRIGGER notice_new AFTER INSERT ON device_settings
  FOR EACH ROW WHEN (NEW.desired IS NOT NULL) EXECUTE FUNCTION plantops_notify('device_settings');
CREATE TRIGGER notice_change AFTER UPDATE ON device_settings
  FOR EACH ROW WHEN (NEW.desired_version <> OLD.desired_version) EXECUTE FUNCTION plantops_notify('device_settings');

CREATE TRIGGER notice_put AFTER INSERT OR UPDATE ON records
  FOR EACH ROW WHEN (NEW.collection IN
    ('sessions', 'passkeys', 'wall_keys', 'field_mappings', 'mqtt_logins', 'authority', 'plants', 'species'))
  EXECUTE FUNCTION plantops_notify_record();
CREATE TRIGGER notice_delete AFTER DELETE ON records
  FOR EACH ROW WHEN (OLD.collection IN
    ('sessions', 'passkeys', 'wall_keys', 'field_mappings', 'mqtt_logins', 'authority', 'plants', 'species'))
  EXECUTE FUNCTION plantops_notify_record();
