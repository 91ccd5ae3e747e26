-- The CA that gateways share is encrypted from now on. The gateways do that themselves, as the key is not the database's: this
-- step only keeps programs away that would take the record for damaged.
SELECT 1;
