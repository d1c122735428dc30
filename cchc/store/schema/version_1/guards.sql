-- What a row must agree with, and the current value of each cell.

CREATE TRIGGER plan_version_counts BEFORE INSERT ON plan_version
WHEN NEW.number <> 1 + (SELECT count(*) FROM plan_version WHERE plan_id = NEW.plan_id) BEGIN
  SELECT RAISE(ABORT, 'plan_version: numbers follow one another');
END;

CREATE TRIGGER entry_one_plan BEFORE INSERT ON entry
WHEN NEW.plan_id IS NOT (SELECT plan_id FROM unit WHERE id = NEW.unit_id)
  OR NEW.plan_id IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id) BEGIN
  SELECT RAISE(ABORT, 'entry: unit and period are of one plan');
END;

CREATE TRIGGER revision_of_entry BEFORE INSERT ON revision
WHEN NOT EXISTS (
  SELECT 1 FROM entry
  JOIN indicator ON indicator.id = NEW.indicator_id AND indicator.plan_id = entry.plan_id
  WHERE entry.id = NEW.entry_id
    AND entry.unit_id = NEW.unit_id AND entry.period_id = NEW.period_id
    AND (entry.kind = 'withdrawal') = (NEW.state = 'withdrawn')
) BEGIN
  SELECT RAISE(ABORT, 'revision: it belongs to the unit, period and kind of its entry');
END;

CREATE TRIGGER revision_follows BEFORE INSERT ON revision
WHEN NEW.supersedes IS NOT (
    SELECT revision_id FROM cell
    WHERE indicator_id = NEW.indicator_id AND period_id = NEW.period_id AND unit_id = NEW.unit_id)
  OR NEW.sequence <> 1 + coalesce((
    SELECT sequence FROM cell
    WHERE indicator_id = NEW.indicator_id AND period_id = NEW.period_id AND unit_id = NEW.unit_id), 0)
  OR EXISTS (
    SELECT 1 FROM revision
    WHERE indicator_id = NEW.indicator_id AND unit_id = NEW.unit_id
      AND period_id = NEW.period_id AND sequence >= NEW.sequence) BEGIN
  SELECT RAISE(ABORT, 'revision: it supersedes the latest one of its cell');
END;

CREATE TRIGGER revision_withdraws BEFORE INSERT ON revision
WHEN NEW.state = 'withdrawn' AND 'withdrawn' = coalesce((
    SELECT state FROM cell
    WHERE indicator_id = NEW.indicator_id AND period_id = NEW.period_id AND unit_id = NEW.unit_id),
    'withdrawn') BEGIN
  SELECT RAISE(ABORT, 'revision: there is nothing to withdraw');
END;

CREATE TRIGGER revision_to_cell AFTER INSERT ON revision BEGIN
  INSERT INTO cell (indicator_id, period_id, unit_id, revision_id, sequence,
                    state, value, denominator, scale)
  VALUES (NEW.indicator_id, NEW.period_id, NEW.unit_id, NEW.id, NEW.sequence,
          NEW.state, NEW.value, NEW.denominator, NEW.scale)
  ON CONFLICT (indicator_id, period_id, unit_id) DO UPDATE SET
    revision_id = excluded.revision_id, sequence = excluded.sequence,
    state = excluded.state, value = excluded.value,
    denominator = excluded.denominator, scale = excluded.scale;
END;

CREATE TRIGGER cell_is_new BEFORE INSERT ON cell
WHEN NOT EXISTS (
  SELECT 1 FROM revision
  WHERE id = NEW.revision_id
    AND indicator_id = NEW.indicator_id AND period_id = NEW.period_id AND unit_id = NEW.unit_id
    AND sequence = NEW.sequence AND state = NEW.state AND scale = NEW.scale
    AND value IS NEW.value AND denominator IS NEW.denominator)
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
    AND sequence = NEW.sequence AND state = NEW.state AND scale = NEW.scale
    AND value IS NEW.value AND denominator IS NEW.denominator)
  OR EXISTS (
  SELECT 1 FROM revision
  WHERE indicator_id = NEW.indicator_id AND unit_id = NEW.unit_id
    AND period_id = NEW.period_id AND sequence > NEW.sequence) BEGIN
  SELECT RAISE(ABORT, 'cell: it is the latest revision and nothing else');
END;

CREATE TRIGGER cell_stays BEFORE DELETE ON cell BEGIN
  SELECT RAISE(ABORT, 'cell: it is the latest revision and nothing else');
END;

CREATE TRIGGER item_of_plan BEFORE INSERT ON item
WHEN NOT EXISTS (
  SELECT 1 FROM entry
  JOIN indicator ON indicator.id = NEW.indicator_id AND indicator.plan_id = entry.plan_id
  WHERE entry.id = NEW.entry_id
    AND (entry.kind = 'withdrawal') = (NEW.withdraws IS NOT NULL)
) BEGIN
  SELECT RAISE(ABORT, 'item: it belongs to the plan and kind of its entry');
END;

CREATE TRIGGER item_withdraws BEFORE INSERT ON item
WHEN NEW.withdraws IS NOT NULL AND (
  EXISTS (SELECT 1 FROM item WHERE withdraws = NEW.withdraws)
  OR NOT EXISTS (
    SELECT 1 FROM item AS first
    JOIN entry AS said ON said.id = first.entry_id
    JOIN entry AS later ON later.id = NEW.entry_id
    WHERE first.id = NEW.withdraws AND first.withdraws IS NULL
      AND first.indicator_id = NEW.indicator_id AND first.key = NEW.key
      AND said.unit_id = later.unit_id AND said.period_id = later.period_id)) BEGIN
  SELECT RAISE(ABORT, 'item: one item of the same cell is withdrawn, once');
END;

CREATE TRIGGER task_note_of_plan BEFORE INSERT ON task_note
WHEN (SELECT plan_id FROM task WHERE id = NEW.task_id)
  IS NOT (SELECT plan_id FROM entry WHERE id = NEW.entry_id) BEGIN
  SELECT RAISE(ABORT, 'task_note: it belongs to the plan of its entry');
END;

CREATE TRIGGER obstacle_of_plan BEFORE INSERT ON obstacle
WHEN NEW.entry_id IS NULL
  AND (SELECT plan_id FROM unit WHERE id = NEW.unit_id)
  IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id) BEGIN
  SELECT RAISE(ABORT, 'obstacle: unit and period are of one plan');
END;

CREATE TRIGGER obstacle_event_follows BEFORE INSERT ON obstacle_event
WHEN EXISTS (SELECT 1 FROM obstacle_event WHERE obstacle_id = NEW.obstacle_id AND step = 'closed') BEGIN
  SELECT RAISE(ABORT, 'obstacle_event: what is closed is raised anew, never opened again');
END;

CREATE TRIGGER obstacle_event_of_plan BEFORE INSERT ON obstacle_event
WHEN NEW.unit_id IS NOT NULL AND (SELECT plan_id FROM unit WHERE id = NEW.unit_id)
  IS NOT (
    SELECT unit.plan_id FROM obstacle LEFT JOIN entry ON entry.id = obstacle.entry_id
    JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)
    WHERE obstacle.id = NEW.obstacle_id) BEGIN
  SELECT RAISE(ABORT, 'obstacle_event: it is given to a unit of the same plan');
END;

CREATE TRIGGER review_of_latest BEFORE INSERT ON review
WHEN NOT EXISTS (
  SELECT 1 FROM entry AS seen WHERE seen.id = NEW.entry_id AND seen.whole = 0
    AND NOT EXISTS (
      SELECT 1 FROM entry AS later
      WHERE later.plan_id = seen.plan_id AND later.unit_id = seen.unit_id
        AND later.period_id = seen.period_id AND later.id > seen.id)) BEGIN
  SELECT RAISE(ABORT, 'review: it is of the latest act of a report that stands');
END;

CREATE TRIGGER review_note_of_return BEFORE INSERT ON review_note
WHEN (SELECT opinion FROM review WHERE id = NEW.review_id) IS NOT 'returned' BEGIN
  SELECT RAISE(ABORT, 'review_note: it says why a report was returned');
END;

CREATE TRIGGER relief_one_plan BEFORE INSERT ON relief
WHEN NEW.plan_id IS NOT (SELECT plan_id FROM unit WHERE id = NEW.unit_id)
  OR NEW.plan_id IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id) BEGIN
  SELECT RAISE(ABORT, 'relief: unit and period are of one plan');
END;

CREATE TRIGGER dispatch_one_plan BEFORE INSERT ON dispatch
WHEN NEW.plan_id IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id) BEGIN
  SELECT RAISE(ABORT, 'dispatch: the period is of its plan');
END;

CREATE TRIGGER reminder_matches BEFORE INSERT ON reminder
WHEN NOT EXISTS (
  SELECT 1 FROM dispatch JOIN unit ON unit.id = NEW.unit_id
  WHERE dispatch.id = NEW.dispatch_id AND dispatch.plan_id = unit.plan_id
    AND dispatch.period_id = NEW.period_id AND dispatch.step = NEW.step
    AND dispatch.addressee = NEW.addressee AND dispatch.channel = NEW.channel) BEGIN
  SELECT RAISE(ABORT, 'reminder: it belongs to the plan, period and step of its text');
END;

CREATE TRIGGER reminder_no_second BEFORE INSERT ON reminder
WHEN EXISTS (SELECT 1 FROM reminder WHERE unit_id = NEW.unit_id AND period_id = NEW.period_id
    AND step = NEW.step AND addressee = NEW.addressee AND channel = NEW.channel
    AND due = NEW.due) BEGIN
  SELECT RAISE(ABORT, 'reminder: a step is carried out once');
END;
