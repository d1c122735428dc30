CREATE TABLE plan (
  -- Kế hoạch của một năm; một tệp có thể chứa nhiều kế hoạch.
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),  -- mã trong tệp kế hoạch, ví dụ sa-dec-2022
  year INTEGER NOT NULL,
  title TEXT NOT NULL
) STRICT;

CREATE TABLE plan_version (
  -- Mỗi lần áp dụng kế hoạch là một dòng, không bao giờ sửa hay xóa.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  number INTEGER NOT NULL CHECK (number >= 1),        -- phiên bản 1, 2, 3…
  effective INTEGER NOT NULL CHECK (effective >= 1),  -- thứ tự của kỳ đầu tiên mà phiên bản có hiệu lực
  decision_number TEXT,                               -- số quyết định điều chỉnh
  decision_date TEXT,                                 -- ngày quyết định, dạng 2022-03-31
  reason TEXT,
  digest TEXT NOT NULL,       -- SHA-256 của tệp kế hoạch khi áp dụng
  source TEXT,                -- tên tệp
  actor TEXT NOT NULL,        -- người áp dụng
  door TEXT NOT NULL,         -- lệnh đã dùng
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL,   -- đồng hồ của máy lúc ghi
  content TEXT NOT NULL,      -- nội dung đầy đủ, JSON cchc.plan/1
  original TEXT NOT NULL,     -- nguyên văn tệp kế hoạch
  UNIQUE (plan_id, number)
) STRICT;

CREATE TABLE unit (
  -- Đơn vị, theo mô tả trong phiên bản kế hoạch mới nhất có nêu đơn vị.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  named_in INTEGER NOT NULL,  -- phiên bản gần nhất có nêu
  UNIQUE (plan_id, code)
) STRICT;

CREATE TABLE indicator (
  -- Chỉ tiêu, theo mô tả trong phiên bản kế hoạch mới nhất có nêu chỉ tiêu.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  measure TEXT NOT NULL,      -- flow, running, level, ratio, register, milestone, yes
  unit_of_measure TEXT NOT NULL,
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 18),  -- số chữ số thập phân khi nhập
  commitment TEXT,            -- tên cam kết, nếu chỉ tiêu thuộc một cam kết
  named_in INTEGER NOT NULL,
  UNIQUE (plan_id, code)
) STRICT;

CREATE TABLE period (
  -- Kỳ báo cáo của một kế hoạch.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  name TEXT NOT NULL,         -- Q1, Q2…
  ordinal INTEGER NOT NULL,   -- thứ tự trong kế hoạch, từ 1
  start TEXT NOT NULL,        -- ngày đầu
  cutoff TEXT NOT NULL,       -- ngày chốt số liệu
  due TEXT NOT NULL,          -- hạn gửi báo cáo
  named_in INTEGER NOT NULL,
  UNIQUE (plan_id, name)
) STRICT;

CREATE TABLE task (
  -- Nhiệm vụ, theo mô tả trong phiên bản kế hoạch mới nhất có nêu nhiệm vụ.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  lead TEXT,
  due TEXT,
  named_in INTEGER NOT NULL,
  UNIQUE (plan_id, code)
) STRICT;
