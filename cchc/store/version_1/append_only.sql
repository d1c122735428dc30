-- Append-only: what was written is only ever superseded by a later row. The guards on
-- insert close INSERT OR REPLACE, which deletes without asking the other triggers.

CREATE TRIGGER plan_version_no_update BEFORE UPDATE ON plan_version BEGIN
  SELECT RAISE(ABORT, 'plan_version: written rows are never changed');
END;
CREATE TRIGGER plan_version_no_delete BEFORE DELETE ON plan_version BEGIN
  SELECT RAISE(ABORT, 'plan_version: written rows are never deleted');
END;
CREATE TRIGGER plan_version_no_replace BEFORE INSERT ON plan_version
WHEN EXISTS (SELECT 1 FROM plan_version WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'plan_version: written rows are never replaced');
END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'entry: written rows are never changed');
END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'entry: written rows are never deleted');
END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'entry: written rows are never replaced');
END;

CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN
  SELECT RAISE(ABORT, 'revision: written rows are never changed');
END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN
  SELECT RAISE(ABORT, 'revision: written rows are never deleted');
END;
CREATE TRIGGER revision_no_replace BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'revision: written rows are never replaced');
END;

CREATE TRIGGER item_no_update BEFORE UPDATE ON item BEGIN
  SELECT RAISE(ABORT, 'item: written rows are never changed');
END;
CREATE TRIGGER item_no_delete BEFORE DELETE ON item BEGIN
  SELECT RAISE(ABORT, 'item: written rows are never deleted');
END;
CREATE TRIGGER item_no_replace BEFORE INSERT ON item
WHEN EXISTS (SELECT 1 FROM item WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'item: written rows are never replaced');
END;

CREATE TRIGGER task_note_no_update BEFORE UPDATE ON task_note BEGIN
  SELECT RAISE(ABORT, 'task_note: written rows are never changed');
END;
CREATE TRIGGER task_note_no_delete BEFORE DELETE ON task_note BEGIN
  SELECT RAISE(ABORT, 'task_note: written rows are never deleted');
END;
CREATE TRIGGER task_note_no_replace BEFORE INSERT ON task_note
WHEN EXISTS (SELECT 1 FROM task_note WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'task_note: written rows are never replaced');
END;

CREATE TRIGGER narrative_no_update BEFORE UPDATE ON narrative BEGIN
  SELECT RAISE(ABORT, 'narrative: written rows are never changed');
END;
CREATE TRIGGER narrative_no_delete BEFORE DELETE ON narrative BEGIN
  SELECT RAISE(ABORT, 'narrative: written rows are never deleted');
END;
CREATE TRIGGER narrative_no_replace BEFORE INSERT ON narrative
WHEN EXISTS (SELECT 1 FROM narrative WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'narrative: written rows are never replaced');
END;

CREATE TRIGGER obstacle_no_update BEFORE UPDATE ON obstacle BEGIN
  SELECT RAISE(ABORT, 'obstacle: written rows are never changed');
END;
CREATE TRIGGER obstacle_no_delete BEFORE DELETE ON obstacle BEGIN
  SELECT RAISE(ABORT, 'obstacle: written rows are never deleted');
END;
CREATE TRIGGER obstacle_no_replace BEFORE INSERT ON obstacle
WHEN EXISTS (SELECT 1 FROM obstacle WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'obstacle: written rows are never replaced');
END;

CREATE TRIGGER obstacle_event_no_update BEFORE UPDATE ON obstacle_event BEGIN
  SELECT RAISE(ABORT, 'obstacle_event: written rows are never changed');
END;
CREATE TRIGGER obstacle_event_no_delete BEFORE DELETE ON obstacle_event BEGIN
  SELECT RAISE(ABORT, 'obstacle_event: written rows are never deleted');
END;
CREATE TRIGGER obstacle_event_no_replace BEFORE INSERT ON obstacle_event
WHEN EXISTS (SELECT 1 FROM obstacle_event WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'obstacle_event: written rows are never replaced');
END;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN
  SELECT RAISE(ABORT, 'evidence: written rows are never changed');
END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN
  SELECT RAISE(ABORT, 'evidence: written rows are never deleted');
END;
CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'evidence: written rows are never replaced');
END;

CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN
  SELECT RAISE(ABORT, 'review: written rows are never changed');
END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN
  SELECT RAISE(ABORT, 'review: written rows are never deleted');
END;
CREATE TRIGGER review_no_replace BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'review: written rows are never replaced');
END;

CREATE TRIGGER review_note_no_update BEFORE UPDATE ON review_note BEGIN
  SELECT RAISE(ABORT, 'review_note: written rows are never changed');
END;
CREATE TRIGGER review_note_no_delete BEFORE DELETE ON review_note BEGIN
  SELECT RAISE(ABORT, 'review_note: written rows are never deleted');
END;
CREATE TRIGGER review_note_no_replace BEFORE INSERT ON review_note
WHEN EXISTS (SELECT 1 FROM review_note WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'review_note: written rows are never replaced');
END;

CREATE TRIGGER relief_no_update BEFORE UPDATE ON relief BEGIN
  SELECT RAISE(ABORT, 'relief: written rows are never changed');
END;
CREATE TRIGGER relief_no_delete BEFORE DELETE ON relief BEGIN
  SELECT RAISE(ABORT, 'relief: written rows are never deleted');
END;
CREATE TRIGGER relief_no_replace BEFORE INSERT ON relief
WHEN EXISTS (SELECT 1 FROM relief WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'relief: written rows are never replaced');
END;

CREATE TRIGGER dispatch_no_update BEFORE UPDATE ON dispatch BEGIN
  SELECT RAISE(ABORT, 'dispatch: written rows are never changed');
END;
CREATE TRIGGER dispatch_no_delete BEFORE DELETE ON dispatch BEGIN
  SELECT RAISE(ABORT, 'dispatch: written rows are never deleted');
END;
CREATE TRIGGER dispatch_no_replace BEFORE INSERT ON dispatch
WHEN EXISTS (SELECT 1 FROM dispatch WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'dispatch: written rows are never replaced');
END;

CREATE TRIGGER reminder_no_update BEFORE UPDATE ON reminder BEGIN
  SELECT RAISE(ABORT, 'reminder: written rows are never changed');
END;
CREATE TRIGGER reminder_no_delete BEFORE DELETE ON reminder BEGIN
  SELECT RAISE(ABORT, 'reminder: written rows are never deleted');
END;
CREATE TRIGGER reminder_no_replace BEFORE INSERT ON reminder
WHEN EXISTS (SELECT 1 FROM reminder WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'reminder: written rows are never replaced');
END;

CREATE TRIGGER reminder_no_second BEFORE INSERT ON reminder
WHEN EXISTS (SELECT 1 FROM reminder WHERE unit_id = NEW.unit_id AND period_id = NEW.period_id
    AND step = NEW.step AND addressee = NEW.addressee AND channel = NEW.channel
    AND due = NEW.due) BEGIN
  SELECT RAISE(ABORT, 'reminder: a step is carried out once');
END;
