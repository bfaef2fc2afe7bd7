/**
 * Files of evidence, by the body that names each: `entry` is the erased one whose words these were, empty while they stand; `held` until the file is gone. What was kept before this table is looked through once, when the store is opened to write.
 */
export const FILES = `
CREATE TABLE file (
  log INTEGER NOT NULL REFERENCES process, digest TEXT NOT NULL, body TEXT NOT NULL, audience TEXT NOT NULL, entry TEXT NOT NULL DEFAULT '', held INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (log, digest, body)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_due ON file (log, digest) WHERE entry <> '' AND held = 1;
`;

/** "CPRT": says whose file it is. */
export const APPLICATION_ID = 0x43505254;
export const SCHEMA_VERSION = 3;

/**
 * Entries, bodies and tiles are never changed; a tile grows until it is full. A log has a small number here, so that no row repeats its long name.
 * Entries lie in the order of the log; bodies as they came, found by digest: sorted by digest, every batch would touch pages all over the file.
 */
export const SCHEMA = `
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
CREATE TABLE process (
  log INTEGER PRIMARY KEY, process TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, host_key TEXT NOT NULL,
  size INTEGER NOT NULL, root TEXT NOT NULL, checkpoint TEXT NOT NULL, confirmed INTEGER NOT NULL DEFAULT 0, cosigned TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE entry (
  log INTEGER NOT NULL REFERENCES process, position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (log, position), UNIQUE (log, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE body (log INTEGER NOT NULL REFERENCES process, digest TEXT NOT NULL, audience TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (log, digest)) STRICT;
CREATE TABLE tile (
  log INTEGER NOT NULL REFERENCES process, level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (log, level, number)
) STRICT, WITHOUT ROWID;
${FILES}`;
