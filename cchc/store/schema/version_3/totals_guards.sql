-- A revision first leaves its mark in the totals, then in its cell: while the newest revision
-- has not reached its cell, and only then, the totals may change.

CREATE TRIGGER revision_opens_cell AFTER INSERT ON revision WHEN NEW.sequence = 1 BEGIN
  INSERT INTO period_total
  VALUES (NEW.indicator_id, NEW.period_id, NEW.state, NEW.quality, NEW.scale, 1,
    coalesce(NEW.value >> 32, 0), coalesce(NEW.value & 0xffffffff, 0),
    coalesce(NEW.denominator >> 32, 0), coalesce(NEW.denominator & 0xffffffff, 0))
  ON CONFLICT DO UPDATE SET cells = cells + 1,
    value_high = value_high + excluded.value_high,
    value_low = value_low + excluded.value_low,
    denominator_high = denominator_high + excluded.denominator_high,
    denominator_low = denominator_low + excluded.denominator_low;
  INSERT INTO unit_total
  VALUES (NEW.unit_id, NEW.indicator_id, NEW.state, NEW.quality, NEW.scale, 1,
    coalesce(NEW.value >> 32, 0), coalesce(NEW.value & 0xffffffff, 0),
    coalesce(NEW.denominator >> 32, 0), coalesce(NEW.denominator & 0xffffffff, 0))
  ON CONFLICT DO UPDATE SET cells = cells + 1,
    value_high = value_high + excluded.value_high,
    value_low = value_low + excluded.value_low,
    denominator_high = denominator_high + excluded.denominator_high,
    denominator_low = denominator_low + excluded.denominator_low;
  INSERT INTO report_total
  VALUES (NEW.unit_id, NEW.period_id, NEW.state, 1)
  ON CONFLICT DO UPDATE SET cells = cells + 1;
  INSERT INTO cell (indicator_id, period_id, unit_id, revision_id, sequence,
                    state, quality, value, denominator, scale)
  VALUES (NEW.indicator_id, NEW.period_id, NEW.unit_id, NEW.id, NEW.sequence,
          NEW.state, NEW.quality, NEW.value, NEW.denominator, NEW.scale);
END;

CREATE TRIGGER revision_to_cell AFTER INSERT ON revision WHEN NEW.sequence > 1 BEGIN
  UPDATE period_total SET
    (cells, value_high, value_low, denominator_high, denominator_low) = (
      SELECT cells - 1,
        value_high - coalesce(before.value >> 32, 0),
        value_low - coalesce(before.value & 0xffffffff, 0),
        denominator_high - coalesce(before.denominator >> 32, 0),
        denominator_low - coalesce(before.denominator & 0xffffffff, 0)
      FROM revision AS before WHERE before.id = NEW.supersedes)
  WHERE indicator_id = NEW.indicator_id AND period_id = NEW.period_id
    AND (state, quality, scale) = (
      SELECT state, quality, scale FROM revision WHERE id = NEW.supersedes);
  UPDATE unit_total SET
    (cells, value_high, value_low, denominator_high, denominator_low) = (
      SELECT cells - 1,
        value_high - coalesce(before.value >> 32, 0),
        value_low - coalesce(before.value & 0xffffffff, 0),
        denominator_high - coalesce(before.denominator >> 32, 0),
        denominator_low - coalesce(before.denominator & 0xffffffff, 0)
      FROM revision AS before WHERE before.id = NEW.supersedes)
  WHERE indicator_id = NEW.indicator_id AND unit_id = NEW.unit_id
    AND (state, quality, scale) = (
      SELECT state, quality, scale FROM revision WHERE id = NEW.supersedes);
  UPDATE report_total SET cells = cells - 1
  WHERE unit_id = NEW.unit_id AND period_id = NEW.period_id
    AND state = (SELECT state FROM revision WHERE id = NEW.supersedes);
  INSERT INTO period_total
  SELECT NEW.indicator_id, NEW.period_id, NEW.state, NEW.quality, NEW.scale, 1,
    coalesce(NEW.value >> 32, 0), coalesce(NEW.value & 0xffffffff, 0),
    coalesce(NEW.denominator >> 32, 0), coalesce(NEW.denominator & 0xffffffff, 0)
  WHERE NEW.state <> 'withdrawn'
  ON CONFLICT DO UPDATE SET cells = cells + 1,
    value_high = value_high + excluded.value_high,
    value_low = value_low + excluded.value_low,
    denominator_high = denominator_high + excluded.denominator_high,
    denominator_low = denominator_low + excluded.denominator_low;
  INSERT INTO unit_total
  SELECT NEW.unit_id, NEW.indicator_id, NEW.state, NEW.quality, NEW.scale, 1,
    coalesce(NEW.value >> 32, 0), coalesce(NEW.value & 0xffffffff, 0),
    coalesce(NEW.denominator >> 32, 0), coalesce(NEW.denominator & 0xffffffff, 0)
  WHERE NEW.state <> 'withdrawn'
  ON CONFLICT DO UPDATE SET cells = cells + 1,
    value_high = value_high + excluded.value_high,
    value_low = value_low + excluded.value_low,
    denominator_high = denominator_high + excluded.denominator_high,
    denominator_low = denominator_low + excluded.denominator_low;
  INSERT INTO report_total
  SELECT NEW.unit_id, NEW.period_id, NEW.state, 1
  WHERE NEW.state <> 'withdrawn'
  ON CONFLICT DO UPDATE SET cells = cells + 1;
  DELETE FROM period_total
  WHERE indicator_id = NEW.indicator_id AND period_id = NEW.period_id AND cells = 0;
  DELETE FROM unit_total
  WHERE unit_id = NEW.unit_id AND indicator_id = NEW.indicator_id AND cells = 0;
  DELETE FROM report_total
  WHERE unit_id = NEW.unit_id AND period_id = NEW.period_id AND cells = 0;
  UPDATE cell SET
    revision_id = NEW.id, sequence = NEW.sequence, state = NEW.state, quality = NEW.quality,
    value = NEW.value, denominator = NEW.denominator, scale = NEW.scale
  WHERE indicator_id = NEW.indicator_id AND period_id = NEW.period_id
    AND unit_id = NEW.unit_id;
END;

CREATE TRIGGER cell_is_new BEFORE INSERT ON cell
WHEN NOT EXISTS (
  SELECT 1 FROM revision
  WHERE id = NEW.revision_id
    AND indicator_id = NEW.indicator_id AND period_id = NEW.period_id AND unit_id = NEW.unit_id
    AND sequence = NEW.sequence AND state = NEW.state AND quality = NEW.quality
    AND scale = NEW.scale AND value IS NEW.value AND denominator IS NEW.denominator)
  OR EXISTS (
  SELECT 1 FROM revision
  WHERE indicator_id = NEW.indicator_id AND unit_id = NEW.unit_id
    AND period_id = NEW.period_id AND sequence > NEW.sequence) BEGIN
  SELECT RAISE(ABORT, 'cell: it is the latest revision and nothing else');
END;

CREATE TRIGGER cell_is_latest BEFORE UPDATE ON cell
WHEN NEW.indicator_id <> OLD.indicator_id OR NEW.period_id <> OLD.period_id
  OR NEW.unit_id <> OLD.unit_id
  OR NOT EXISTS (
  SELECT 1 FROM revision
  WHERE id = NEW.revision_id
    AND indicator_id = NEW.indicator_id AND period_id = NEW.period_id AND unit_id = NEW.unit_id
    AND sequence = NEW.sequence AND state = NEW.state AND quality = NEW.quality
    AND scale = NEW.scale AND value IS NEW.value AND denominator IS NEW.denominator)
  OR EXISTS (
  SELECT 1 FROM revision
  WHERE indicator_id = NEW.indicator_id AND unit_id = NEW.unit_id
    AND period_id = NEW.period_id AND sequence > NEW.sequence) BEGIN
  SELECT RAISE(ABORT, 'cell: it is the latest revision and nothing else');
END;

CREATE TRIGGER cell_stays BEFORE DELETE ON cell BEGIN
  SELECT RAISE(ABORT, 'cell: it is the latest revision and nothing else');
END;
