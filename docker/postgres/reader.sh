#!/bin/sh
# Makes the user that the desk answers as: it may read every table of the owner's, those to come too, and change none.
# PostgreSQL's image runs this once, when it makes the database; elsewhere run the same statements by hand.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$(cat "${READER_PASSWORD_FILE:-/run/secrets/desk-reader-password}")" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE ittiham_reader LOGIN PASSWORD :'password' CONNECTION LIMIT 40;
ALTER ROLE ittiham_reader SET default_transaction_read_only = on;
GRANT USAGE ON SCHEMA public TO ittiham_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ittiham_reader;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
SQL
