CREATE TABLE closing (
  -- Đóng báo cáo: cơ quan thôi chờ báo cáo của đơn vị trong kỳ, hoặc mở lại; dòng mới nhất của đơn vị trong kỳ có giá trị.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  kind TEXT NOT NULL CHECK (kind IN ('close', 'lift')),
  decision TEXT,              -- văn bản, ý kiến làm căn cứ
  reason TEXT,                -- lý do
  actor TEXT NOT NULL,        -- người ghi
  source TEXT NOT NULL,       -- ghi bằng lệnh nào
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL,   -- đồng hồ của máy lúc ghi
  CHECK (decision IS NOT NULL OR reason IS NOT NULL)
) STRICT;
CREATE INDEX closing_of_report ON closing (plan_id, unit_id, period_id);
CREATE TRIGGER closing_one_plan BEFORE INSERT ON closing
WHEN NEW.plan_id IS NOT (SELECT plan_id FROM unit WHERE id = NEW.unit_id)
  OR NEW.plan_id IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id) BEGIN
  SELECT RAISE(ABORT, 'closing: unit and period are of one plan');
END;

CREATE TABLE task_act (
  -- Gia hạn một nhiệm vụ, không thực hiện nữa, hoặc bỏ điều đã ghi; dòng mới nhất của nhiệm vụ có giá trị.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  task_id INTEGER NOT NULL REFERENCES task (id),
  kind TEXT NOT NULL CHECK (kind IN ('extend', 'drop', 'lift')),
  due TEXT,                   -- hạn trước khi ghi, để còn cả hai hạn
  until TEXT,                 -- hạn mới, khi gia hạn
  reason TEXT NOT NULL CHECK (reason <> ''),
  document_number TEXT,       -- số văn bản, kết luận làm căn cứ
  document_date TEXT,
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  machine_at TEXT NOT NULL,
  CHECK ((kind = 'extend') = (until IS NOT NULL)),
  CHECK (until IS NULL OR due IS NULL OR until > due)
) STRICT;
CREATE INDEX task_act_of_task ON task_act (plan_id, task_id);
CREATE TRIGGER task_act_one_plan BEFORE INSERT ON task_act
WHEN NEW.plan_id IS NOT (SELECT plan_id FROM task WHERE id = NEW.task_id) BEGIN
  SELECT RAISE(ABORT, 'task_act: the task is of its plan');
END;
