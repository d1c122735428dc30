CREATE TABLE note (
  -- Lời của cơ quan trong báo cáo, theo mục của đề cương; dòng mới nhất của mục, đơn vị trong kỳ có giá trị.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  section TEXT NOT NULL CHECK (section <> ''),  -- mục của đề cương: II.3
  unit_id INTEGER REFERENCES unit (id),         -- đơn vị, khi thay lời của đơn vị ấy
  kind TEXT NOT NULL CHECK (kind IN ('write', 'withdraw')),
  text TEXT,                  -- nguyên văn; trống: thôi dùng
  carried_from INTEGER REFERENCES note (id),    -- lời của kỳ trước được dùng tiếp
  reason TEXT,
  actor TEXT NOT NULL,        -- người ghi
  source TEXT NOT NULL,       -- ghi bằng lệnh nào
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL,   -- đồng hồ của máy lúc ghi
  CHECK ((kind = 'write') = (text IS NOT NULL))
) STRICT;
CREATE INDEX note_of_section ON note (plan_id, period_id, section);
CREATE TRIGGER note_one_plan BEFORE INSERT ON note
WHEN NEW.plan_id IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id)
  OR (NEW.unit_id IS NOT NULL
  AND NEW.plan_id IS NOT (SELECT plan_id FROM unit WHERE id = NEW.unit_id)) BEGIN
  SELECT RAISE(ABORT, 'note: period and unit are of one plan');
END;

CREATE TABLE cause (
  -- Nguyên nhân trong báo cáo của đơn vị, tách khách quan và chủ quan; lời mới nhất có giá trị.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  kind TEXT NOT NULL CHECK (kind IN ('objective', 'subjective')),  -- khách quan; chủ quan
  text TEXT NOT NULL
) STRICT;
CREATE INDEX cause_of_entry ON cause (entry_id);
