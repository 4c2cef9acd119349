// SPDX-License-Identifier: Apache-2.0
// What schema 2 adds: data sets, what is counted over them, and what is derived from that. docs/database.md
// says what each column means; the two change together. Internal.
#pragma once

namespace vantage::storage {

// Tables of many small rows have no rowid; those with blobs keep theirs, so that a search over the key does
// not walk through the blobs.
inline constexpr char kVersion2[] = R"sql(
CREATE TABLE datasets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE dataset_classes (
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  class INTEGER NOT NULL CHECK (class >= 0),
  wnid TEXT NOT NULL,
  label TEXT NOT NULL,
  root TEXT NOT NULL,
  PRIMARY KEY (dataset_id, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_images (
  id INTEGER PRIMARY KEY,
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images,
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  class INTEGER NOT NULL CHECK (class >= -1),
  split TEXT NOT NULL,
  mask TEXT NOT NULL,
  UNIQUE (dataset_id, path),
  UNIQUE (dataset_id, position)
) STRICT;
CREATE INDEX dataset_images_by_class ON dataset_images (dataset_id, class, position);
CREATE INDEX dataset_images_by_image ON dataset_images (image_id, dataset_id);

CREATE TABLE boxes (
  dataset_image_id INTEGER NOT NULL REFERENCES dataset_images ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),
  xmin REAL NOT NULL, ymin REAL NOT NULL, xmax REAL NOT NULL, ymax REAL NOT NULL,
  PRIMARY KEY (dataset_image_id, number),
  CHECK (xmin < xmax AND ymin < ymax)
) STRICT, WITHOUT ROWID;

CREATE TABLE labelled_predictions (
  dataset_image_id INTEGER NOT NULL REFERENCES dataset_images ON DELETE CASCADE,
  prediction_id INTEGER NOT NULL REFERENCES predictions ON DELETE CASCADE,
  probability REAL NOT NULL,
  rank INTEGER NOT NULL CHECK (rank > 0),
  PRIMARY KEY (dataset_image_id, prediction_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX labelled_by_prediction ON labelled_predictions (prediction_id);

CREATE TABLE class_sums (
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  precision TEXT NOT NULL,
  class INTEGER NOT NULL CHECK (class >= 0),
  images INTEGER NOT NULL CHECK (images > 0),
  sums BLOB NOT NULL,
  PRIMARY KEY (dataset_id, model_id, precision, class)
) STRICT;

CREATE TABLE confidences (
  prediction_id INTEGER PRIMARY KEY REFERENCES predictions ON DELETE CASCADE,
  format INTEGER NOT NULL,
  probabilities BLOB NOT NULL
) STRICT;

CREATE TABLE class_accuracy (
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  precision TEXT NOT NULL,
  class INTEGER NOT NULL CHECK (class >= 0),
  images INTEGER NOT NULL,
  top1 INTEGER NOT NULL,
  top5 INTEGER NOT NULL,
  probability_sum REAL NOT NULL,
  PRIMARY KEY (dataset_id, model_id, precision, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE layouts (
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  precision TEXT NOT NULL,
  perplexity REAL NOT NULL,
  seed INTEGER NOT NULL,
  kl REAL NOT NULL,
  classes BLOB NOT NULL,
  points BLOB NOT NULL,
  PRIMARY KEY (dataset_id, model_id, precision, perplexity, seed)
) STRICT;

CREATE TABLE similarities (
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  method_id INTEGER NOT NULL REFERENCES methods,
  measure TEXT NOT NULL,
  precision TEXT NOT NULL,
  seed INTEGER NOT NULL,
  target TEXT NOT NULL,
  class INTEGER NOT NULL CHECK (class >= -1),
  model_a INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  model_b INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  images INTEGER NOT NULL CHECK (images > 0),
  mean REAL NOT NULL,
  PRIMARY KEY (dataset_id, method_id, measure, precision, seed, target, class, model_a, model_b),
  CHECK (model_a < model_b)
) STRICT, WITHOUT ROWID;

CREATE TABLE attention (
  explanation_id INTEGER NOT NULL REFERENCES explanations ON DELETE CASCADE,
  threshold REAL NOT NULL,
  area REAL NOT NULL,
  components INTEGER NOT NULL,
  centroid_x REAL NOT NULL, centroid_y REAL NOT NULL,
  peak_x REAL NOT NULL, peak_y REAL NOT NULL,
  PRIMARY KEY (explanation_id, threshold)
) STRICT, WITHOUT ROWID;

CREATE TABLE localisation (
  explanation_id INTEGER NOT NULL REFERENCES explanations ON DELETE CASCADE,
  dataset_image_id INTEGER NOT NULL REFERENCES dataset_images ON DELETE CASCADE,
  threshold REAL NOT NULL,
  mass_inside REAL NOT NULL,
  pointing INTEGER NOT NULL CHECK (pointing IN (0, 1)),
  region_iou REAL NOT NULL,
  box_iou REAL NOT NULL,
  PRIMARY KEY (explanation_id, dataset_image_id, threshold)
) STRICT, WITHOUT ROWID;
CREATE INDEX localisation_by_entry ON localisation (dataset_image_id);

CREATE TABLE experiments (
  id INTEGER PRIMARY KEY,
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  created_utc TEXT NOT NULL CHECK (created_utc GLOB '????-??-??T??:??:??*Z')
) STRICT;

DELETE FROM failures WHERE id NOT IN (SELECT max(id) FROM failures GROUP BY image, model, method);
CREATE UNIQUE INDEX failures_current ON failures (image, model, method);

CREATE VIEW v_accuracy AS
SELECT d.name AS dataset, m.name AS model, m.architecture, a.precision, a.class,
       coalesce(c.label, '') AS label, coalesce(c.root, '') AS root, a.images, a.top1, a.top5,
       1.0 * a.top1 / a.images AS accuracy
FROM class_accuracy a
JOIN datasets d ON d.id = a.dataset_id
JOIN models m ON m.id = a.model_id
LEFT JOIN dataset_classes c ON c.dataset_id = a.dataset_id AND c.class = a.class;

CREATE VIEW v_labelled AS
SELECT d.name AS dataset, i.position, i.path AS image, i.split, m.name AS model, m.architecture,
       p.precision, i.class, coalesce(c.label, '') AS label, t.class AS predicted, t.class = i.class AS correct,
       t.probability AS confidence, l.probability, l.rank
FROM labelled_predictions l
JOIN dataset_images i ON i.id = l.dataset_image_id
JOIN datasets d ON d.id = i.dataset_id
JOIN predictions p ON p.id = l.prediction_id
JOIN models m ON m.id = p.model_id
JOIN prediction_top t ON t.prediction_id = p.id AND t.rank = 1
LEFT JOIN dataset_classes c ON c.dataset_id = i.dataset_id AND c.class = i.class;

CREATE VIEW v_localisation AS
SELECT d.name AS dataset, i.position, i.path AS image, m.name AS model, m.architecture, e.precision,
       x.method, x.version, x.parameters, x.profile, x.layer, e.seed, i.class AS label, e.class,
       o.threshold, o.mass_inside, o.pointing, o.region_iou, o.box_iou
FROM localisation o
JOIN dataset_images i ON i.id = o.dataset_image_id
JOIN datasets d ON d.id = i.dataset_id
JOIN explanations e ON e.id = o.explanation_id
JOIN models m ON m.id = e.model_id
JOIN methods x ON x.id = e.method_id;
)sql";

}  // namespace vantage::storage
