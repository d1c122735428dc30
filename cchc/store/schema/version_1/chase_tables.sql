CREATE TABLE relief (
  -- Miễn báo cáo, gia hạn, hoặc bỏ điều đã cho; dòng mới nhất của đơn vị trong kỳ có giá trị.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  kind TEXT NOT NULL CHECK (kind IN ('exempt', 'extend', 'lift')),
  until TEXT,                 -- hạn mới, khi gia hạn
  due TEXT NOT NULL,          -- hạn theo kế hoạch lúc ghi, để còn cả hai hạn
  reason TEXT NOT NULL CHECK (reason <> ''),
  actor TEXT NOT NULL,        -- người ghi
  source TEXT NOT NULL,       -- ghi bằng lệnh nào
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL,   -- đồng hồ của máy lúc ghi
  CHECK ((kind = 'extend') = (until IS NOT NULL)),
  CHECK (until IS NULL OR until > due)
) STRICT;
CREATE INDEX relief_of_report ON relief (plan_id, unit_id, period_id);

CREATE TABLE dispatch (
  -- Một tin nhắn hoặc công văn đôn đốc đã phát hành, nguyên văn.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  step TEXT NOT NULL,         -- bước của thang nhắc: T-7, T-2, T, T+1…
  addressee TEXT NOT NULL,    -- nhắc ai: clerk, head, chairman…
  channel TEXT NOT NULL CHECK (channel IN ('chat', 'letter')),
  text TEXT NOT NULL,         -- nguyên văn đã gửi
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  machine_at TEXT NOT NULL
) STRICT;
CREATE INDEX dispatch_of_period ON dispatch (plan_id, period_id);

CREATE TABLE reminder (
  -- Mỗi đơn vị được nhắc trong một tin nhắn hoặc công văn là một dòng; không nhắc hai lần một bước.
  id INTEGER PRIMARY KEY,
  dispatch_id INTEGER NOT NULL REFERENCES dispatch (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  step TEXT NOT NULL,
  addressee TEXT NOT NULL,
  channel TEXT NOT NULL,
  due TEXT NOT NULL,          -- hạn của đơn vị lúc nhắc
  owed TEXT NOT NULL,         -- mã các chỉ tiêu còn thiếu lúc nhắc, cách nhau bằng dấu cách
  UNIQUE (unit_id, period_id, step, addressee, channel, due)
) STRICT;
CREATE INDEX reminder_of_dispatch ON reminder (dispatch_id);
