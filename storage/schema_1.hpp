// SPDX-License-Identifier: Apache-2.0
// Schema 1, released: never edited. docs/database.md says what each column means. Internal.
#pragma once

namespace vantage::storage {

// Numbers that stand for words are never renumbered. Maps come last in their row, so that a query over the
// other columns does not read them.
inline constexpr char kVersion1[] = R"sql(
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command_line TEXT NOT NULL,
  vantage_version TEXT NOT NULL,
  started_utc TEXT NOT NULL CHECK (started_utc GLOB '????-??-??T??:??:??*Z'),
  seed INTEGER NOT NULL,
  threads INTEGER NOT NULL,
  platform TEXT NOT NULL,
  libraries TEXT NOT NULL,
  device TEXT NOT NULL
) STRICT;

CREATE TABLE models (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  architecture TEXT NOT NULL,
  source TEXT NOT NULL,
  weights_sha256 TEXT NOT NULL,
  loader TEXT NOT NULL,
  loader_version TEXT NOT NULL,
  parameters TEXT NOT NULL,
  classes INTEGER NOT NULL,
  input_channels INTEGER NOT NULL,
  input_height INTEGER NOT NULL,
  input_width INTEGER NOT NULL,
  resize INTEGER NOT NULL,
  interpolation INTEGER NOT NULL,
  mean_r REAL NOT NULL, mean_g REAL NOT NULL, mean_b REAL NOT NULL,
  std_r REAL NOT NULL, std_g REAL NOT NULL, std_b REAL NOT NULL,
  parameter_count INTEGER NOT NULL,
  macs INTEGER NOT NULL,
  default_layer TEXT NOT NULL,
  UNIQUE (architecture, weights_sha256, loader, loader_version, parameters)
) STRICT;

CREATE TABLE images (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  path TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0)
) STRICT;

CREATE TABLE predictions (
  id INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
  precision TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES runs,
  seconds REAL NOT NULL,
  UNIQUE (model_id, image_id, precision)
) STRICT;
CREATE INDEX predictions_by_image ON predictions (image_id);

CREATE TABLE prediction_top (
  prediction_id INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
  rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 5),
  class INTEGER NOT NULL,
  probability REAL NOT NULL,
  PRIMARY KEY (prediction_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE methods (
  id INTEGER PRIMARY KEY,
  method TEXT NOT NULL,
  version TEXT NOT NULL,
  parameters TEXT NOT NULL,
  profile TEXT NOT NULL,
  layer TEXT NOT NULL,
  UNIQUE (method, version, parameters, profile, layer)
) STRICT;

CREATE TABLE explanations (
  id INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
  method_id INTEGER NOT NULL REFERENCES methods,
  class INTEGER NOT NULL,
  precision TEXT NOT NULL,
  seed INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES runs,
  logit REAL NOT NULL,
  probability REAL NOT NULL,
  no_attention INTEGER NOT NULL CHECK (no_attention IN (0, 1)),
  seconds REAL NOT NULL,
  height INTEGER NOT NULL CHECK (height > 0),
  width INTEGER NOT NULL CHECK (width > 0),
  format INTEGER NOT NULL,
  map BLOB NOT NULL,
  UNIQUE (model_id, image_id, method_id, class, precision, seed)
) STRICT;
CREATE INDEX explanations_by_image ON explanations (image_id);

CREATE TABLE failures (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  image TEXT NOT NULL,
  model TEXT NOT NULL,
  method TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE VIEW v_predictions AS
SELECT p.id, p.run_id, m.name AS model, m.architecture, m.weights_sha256, i.path AS image,
       i.sha256 AS image_sha256, p.precision, t.class, t.probability, p.seconds
FROM predictions p
JOIN models m ON m.id = p.model_id
JOIN images i ON i.id = p.image_id
JOIN prediction_top t ON t.prediction_id = p.id AND t.rank = 1;

CREATE VIEW v_explanations AS
SELECT e.id, e.run_id, m.name AS model, m.architecture, m.weights_sha256, i.path AS image,
       i.sha256 AS image_sha256, x.method, x.version, x.parameters, x.profile, x.layer, e.class,
       e.precision, e.seed, e.logit, e.probability, e.no_attention, e.seconds, e.height, e.width,
       e.format, e.map
FROM explanations e
JOIN models m ON m.id = e.model_id
JOIN images i ON i.id = e.image_id
JOIN methods x ON x.id = e.method_id;
)sql";

}  // namespace vantage::storage
