CREATE TABLE score (
  -- Chấm điểm chỉ số theo tiêu chí: tự chấm, thẩm định, công bố; dòng mới nhất của tiêu chí, cột có giá trị.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  criterion TEXT NOT NULL CHECK (criterion <> ''),  -- mã tiêu chí trong kế hoạch
  stage TEXT NOT NULL CHECK (stage IN ('self', 'appraised', 'published')),
  kind TEXT NOT NULL CHECK (kind IN ('set', 'withdraw')),
  points TEXT,                -- điểm, số thập phân chính xác; trống: rút lại
  unit_id INTEGER REFERENCES unit (id),  -- đơn vị chịu trách nhiệm về điểm bị trừ
  reason TEXT,                -- lý do chấm, lý do rút lại
  cause TEXT,                 -- nguyên nhân mất điểm
  remedy TEXT,                -- giải pháp
  document_number TEXT,       -- văn bản thẩm định, công bố
  document_date TEXT,
  evidence TEXT,              -- tài liệu kiểm chứng: số, ngày văn bản hoặc tên tệp
  evidence_sha256 TEXT,       -- SHA-256 của tệp
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  machine_at TEXT NOT NULL,
  CHECK ((kind = 'set') = (points IS NOT NULL))
) STRICT;
CREATE INDEX score_of_criterion ON score (plan_id, criterion, stage);
CREATE TRIGGER score_one_plan BEFORE INSERT ON score
WHEN NEW.unit_id IS NOT NULL
  AND NEW.plan_id IS NOT (SELECT plan_id FROM unit WHERE id = NEW.unit_id) BEGIN
  SELECT RAISE(ABORT, 'score: the unit is of its plan');
END;
