CREATE TABLE arrival (
  -- Sổ đến: mọi tệp đơn vị gửi, đã nhận hay chưa; dòng mới nhất của tệp (theo SHA-256) có giá trị.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file TEXT NOT NULL,                       -- tên tệp, không kèm đường dẫn
  unit_id INTEGER REFERENCES unit (id),     -- đơn vị, nếu nhận ra
  period_id INTEGER REFERENCES period (id), -- kỳ, nếu nhận ra
  saved_by TEXT,                            -- người lưu tệp lần cuối, ghi trong tệp
  saved_at TEXT,                            -- lúc lưu tệp lần cuối
  mailed_on TEXT,                           -- ngày gửi thư, nếu tệp đến trong thư
  outcome TEXT NOT NULL CHECK (outcome IN (
    'accepted', 'unchanged', 'refused', 'version', 'superseded', 'question', 'unread'
  )),
  actor TEXT NOT NULL,        -- người ghi
  source TEXT NOT NULL,       -- ghi bằng lệnh nào
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL    -- đồng hồ của máy lúc ghi
) STRICT;
CREATE INDEX arrival_of_file ON arrival (plan_id, sha256);
CREATE INDEX arrival_of_report ON arrival (plan_id, unit_id, period_id);
CREATE TRIGGER arrival_one_plan BEFORE INSERT ON arrival
WHEN (NEW.unit_id IS NOT NULL
  AND NEW.plan_id IS NOT (SELECT plan_id FROM unit WHERE id = NEW.unit_id))
  OR (NEW.period_id IS NOT NULL
  AND NEW.plan_id IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id)) BEGIN
  SELECT RAISE(ABORT, 'arrival: unit and period are of one plan');
END;
