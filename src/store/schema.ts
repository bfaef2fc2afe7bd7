/** "CPRT": says whose file it is. */
export const APPLICATION_ID = 0x43505254;
export const SCHEMA_VERSION = 1;

/** Entries, bodies and tiles are never changed; a tile grows until it is full. */
export const SCHEMA = `
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
CREATE TABLE process (
  process TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, host_key TEXT NOT NULL,
  size INTEGER NOT NULL, root TEXT NOT NULL, checkpoint TEXT NOT NULL
) STRICT;
CREATE TABLE entry (
  process TEXT NOT NULL REFERENCES process, position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (process, position), UNIQUE (process, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE body (process TEXT NOT NULL REFERENCES process, digest TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (process, digest)) STRICT, WITHOUT ROWID;
CREATE TABLE tile (
  process TEXT NOT NULL REFERENCES process, level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (process, level, number)
) STRICT, WITHOUT ROWID;
`;
