-- A signing is only ever followed by a later row about the same paper and version.

CREATE TRIGGER signing_of_plan BEFORE INSERT ON signing
WHEN NEW.unit_id IS NOT NULL
  AND NEW.plan_id IS NOT (SELECT plan_id FROM unit WHERE id = NEW.unit_id) BEGIN
  SELECT RAISE(ABORT, 'signing: the unit is of its plan');
END;

CREATE TRIGGER signing_follows BEFORE INSERT ON signing
WHEN NEW.supersedes IS NOT (
  SELECT CASE withdrawn WHEN 0 THEN id END FROM signing
  WHERE plan_id = NEW.plan_id AND unit_id IS NEW.unit_id
    AND paper = NEW.paper AND version = NEW.version
  ORDER BY id DESC LIMIT 1) BEGIN
  SELECT RAISE(ABORT, 'signing: what stands is corrected or withdrawn, never doubled');
END;
