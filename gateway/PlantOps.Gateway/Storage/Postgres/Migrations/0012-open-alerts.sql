-- The alerts that have not ended, few among all that there were: every page says how many they are.

CREATE INDEX records_open_alerts ON records (id) WHERE collection = 'alerts' AND body ->> 'recovered_at' IS NULL;
