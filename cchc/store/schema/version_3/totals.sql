CREATE INDEX revision_by_entry ON revision (entry_id, id, indicator_id);
CREATE INDEX revision_again ON revision (entry_id) WHERE sequence > 1;
CREATE INDEX entry_by_day ON entry (plan_id, recorded_at);

-- The current values are made anew from the log, now with their quality and a way in by unit.

DROP TRIGGER revision_to_cell;
DROP TABLE cell;

CREATE TABLE cell (
  -- Số liệu hiện hành của từng ô (chỉ tiêu, đơn vị, kỳ). Do trigger giữ, đừng ghi tay:
  -- luôn bằng dòng mới nhất của ô trong revision.
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  revision_id INTEGER NOT NULL REFERENCES revision (id),
  sequence INTEGER NOT NULL,
  state TEXT NOT NULL,
  quality TEXT NOT NULL,
  value INTEGER,
  denominator INTEGER,
  scale INTEGER NOT NULL,
  PRIMARY KEY (indicator_id, period_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cell_of_unit ON cell (unit_id, indicator_id, period_id);

-- The totals count and add up the current values, without those withdrawn. A sum of figures of
-- 64 bits needs more than 64: each stands in two columns, sum = high * 2^32 + low.

CREATE TABLE period_total (
  -- Cộng số liệu hiện hành của các đơn vị, theo chỉ tiêu và kỳ. Do trigger giữ, đừng ghi tay.
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  state TEXT NOT NULL,
  quality TEXT NOT NULL,
  scale INTEGER NOT NULL,
  cells INTEGER NOT NULL CHECK (cells >= 0),  -- số ô
  value_high INTEGER NOT NULL,                -- tổng value = value_high * 2^32 + value_low
  value_low INTEGER NOT NULL,
  denominator_high INTEGER NOT NULL,          -- tổng denominator, cũng như vậy
  denominator_low INTEGER NOT NULL,
  PRIMARY KEY (indicator_id, period_id, state, quality, scale)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_total (
  -- Cộng số liệu hiện hành của các kỳ, theo đơn vị và chỉ tiêu. Do trigger giữ, đừng ghi tay.
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  state TEXT NOT NULL,
  quality TEXT NOT NULL,
  scale INTEGER NOT NULL,
  cells INTEGER NOT NULL CHECK (cells >= 0),
  value_high INTEGER NOT NULL,
  value_low INTEGER NOT NULL,
  denominator_high INTEGER NOT NULL,
  denominator_low INTEGER NOT NULL,
  PRIMARY KEY (unit_id, indicator_id, state, quality, scale)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_total (
  -- Báo cáo của từng đơn vị trong từng kỳ có bao nhiêu ô, theo trạng thái. Do trigger giữ, đừng ghi tay.
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  state TEXT NOT NULL,
  cells INTEGER NOT NULL CHECK (cells >= 0),
  PRIMARY KEY (unit_id, period_id, state)
) STRICT, WITHOUT ROWID;

INSERT INTO cell
SELECT indicator_id, period_id, unit_id, id, sequence, state, quality, value, denominator, scale
FROM (SELECT *, max(sequence) FROM revision GROUP BY indicator_id, unit_id, period_id)
ORDER BY indicator_id, period_id, unit_id;

INSERT INTO period_total
SELECT indicator_id, period_id, state, quality, scale, count(*),
  coalesce(sum(value >> 32), 0), coalesce(sum(value & 0xffffffff), 0),
  coalesce(sum(denominator >> 32), 0), coalesce(sum(denominator & 0xffffffff), 0)
FROM cell WHERE state <> 'withdrawn' GROUP BY 1, 2, 3, 4, 5;

INSERT INTO unit_total
SELECT unit_id, indicator_id, state, quality, scale, count(*),
  coalesce(sum(value >> 32), 0), coalesce(sum(value & 0xffffffff), 0),
  coalesce(sum(denominator >> 32), 0), coalesce(sum(denominator & 0xffffffff), 0)
FROM cell WHERE state <> 'withdrawn' GROUP BY 1, 2, 3, 4, 5;

INSERT INTO report_total
SELECT unit_id, period_id, state, count(*) FROM cell WHERE state <> 'withdrawn' GROUP BY 1, 2, 3;
