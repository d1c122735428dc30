CREATE TABLE entry (
  -- Một lần ghi sổ: một báo cáo, một báo cáo bổ sung hoặc một lần rút lại. Không bao giờ sửa hay xóa.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  kind TEXT NOT NULL CHECK (kind IN ('report', 'supplement', 'withdrawal')),
  whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1)),  -- 1: rút lại cả báo cáo của kỳ
  received TEXT NOT NULL,     -- ngày nhận được báo cáo của đơn vị
  document_number TEXT,       -- số văn bản của đơn vị
  document_date TEXT,
  reason TEXT,                -- lý do sửa hoặc rút lại
  actor TEXT NOT NULL,        -- người ghi
  source TEXT NOT NULL,       -- ghi bằng lệnh nào, từ tệp nào
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL,   -- đồng hồ của máy lúc ghi
  CHECK (whole = 0 OR kind = 'withdrawal')
) STRICT;
CREATE INDEX entry_of_cell ON entry (plan_id, unit_id, period_id);
CREATE INDEX entry_undone ON entry (unit_id, period_id) WHERE whole = 1;

CREATE TABLE revision (
  -- Nhật ký số liệu: mỗi thay đổi của một ô là một dòng mới, không bao giờ sửa hay xóa.
  -- Số thực = value / 10^scale; tỷ lệ = value / denominator.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  sequence INTEGER NOT NULL CHECK (sequence >= 1),  -- lần thứ mấy của ô này
  supersedes INTEGER REFERENCES revision (id),      -- dòng mà dòng này thay thế
  state TEXT NOT NULL CHECK (state IN ('value', 'nil', 'unavailable', 'withdrawn')),
  value INTEGER,                                    -- số đã nhân 10^scale; của tỷ lệ là tử số
  denominator INTEGER,                              -- mẫu số đã nhân 10^scale
  scale INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 18),
  done TEXT,                                        -- ngày hoàn thành của một mốc
  answer INTEGER CHECK (answer IN (0, 1)),          -- có hoặc không
  quality TEXT NOT NULL CHECK (quality IN ('final', 'estimate', 'disputed')),
  note TEXT,
  typed TEXT,                                       -- nguyên văn như đã nhập
  UNIQUE (indicator_id, unit_id, period_id, sequence),
  CHECK (state = 'value' OR (value IS NULL AND denominator IS NULL AND done IS NULL AND answer IS NULL)),
  CHECK (denominator IS NULL OR value IS NOT NULL)
) STRICT;

CREATE TABLE cell (
  -- Số liệu hiện hành của từng ô (chỉ tiêu, đơn vị, kỳ). Do trigger giữ, đừng ghi tay:
  -- luôn bằng dòng mới nhất của ô trong revision.
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  revision_id INTEGER NOT NULL REFERENCES revision (id),
  sequence INTEGER NOT NULL,
  state TEXT NOT NULL,
  value INTEGER,
  denominator INTEGER,
  scale INTEGER NOT NULL,
  PRIMARY KEY (indicator_id, period_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  -- Danh mục: mỗi mục (sản phẩm, sáng kiến…) là một dòng; rút lại bằng một dòng sau.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  name TEXT NOT NULL,
  key TEXT NOT NULL,          -- tên đã bỏ dấu, để nhận ra mục trùng
  day TEXT,
  document TEXT,
  owner_id INTEGER REFERENCES unit (id),           -- đơn vị chủ của mục, nếu khác đơn vị báo cáo
  withdraws INTEGER UNIQUE REFERENCES item (id)    -- mục bị dòng này rút lại
) STRICT;
CREATE INDEX item_of_entry ON item (entry_id);

CREATE TABLE task_note (
  -- Đơn vị nói gì về một nhiệm vụ trong báo cáo; lời mới nhất có giá trị.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  task_id INTEGER NOT NULL REFERENCES task (id),
  state TEXT NOT NULL CHECK (state IN ('not_started', 'doing', 'done')),
  done TEXT,
  count INTEGER,              -- đã làm, nhân 10^scale
  total INTEGER,              -- trên tổng số, nhân 10^scale
  scale INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 18),
  result TEXT,
  document TEXT
) STRICT;
CREATE INDEX task_note_of_entry ON task_note (entry_id);

CREATE TABLE narrative (
  -- Lời của đơn vị: kết quả, hạn chế, nguyên nhân, phương hướng, kiến nghị; lời mới nhất có giá trị.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  section TEXT NOT NULL CHECK (section IN ('results', 'shortcomings', 'causes', 'next', 'proposals')),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX narrative_of_entry ON narrative (entry_id);

CREATE TABLE obstacle (
  -- Khó khăn, vướng mắc; tồn tại, hạn chế: do báo cáo của đơn vị nêu (entry_id) hoặc do cán bộ
  -- theo dõi nêu. Không bao giờ sửa hay xóa; việc xử lý là các dòng của obstacle_event.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER REFERENCES entry (id),          -- báo cáo đã nêu
  unit_id INTEGER REFERENCES unit (id),            -- đơn vị, khi không do báo cáo nêu
  period_id INTEGER REFERENCES period (id),        -- kỳ, khi không do báo cáo nêu
  kind TEXT NOT NULL CHECK (kind IN ('difficulty', 'shortcoming')),  -- khó khăn; tồn tại
  text TEXT NOT NULL,
  raised TEXT NOT NULL,       -- ngày nêu
  about TEXT,                 -- mã chỉ tiêu hoặc nhiệm vụ
  cause TEXT,
  proposal TEXT,
  directed_to TEXT,           -- kiến nghị với ai
  actor TEXT,                 -- bốn cột này: của người ghi, khi không do báo cáo nêu
  source TEXT,
  recorded_at TEXT,
  machine_at TEXT,
  CHECK ((entry_id IS NULL) = (unit_id IS NOT NULL)),
  CHECK ((entry_id IS NULL) = (period_id IS NOT NULL)),
  CHECK ((entry_id IS NULL) = (actor IS NOT NULL)),
  CHECK ((entry_id IS NULL) = (source IS NOT NULL)),
  CHECK ((entry_id IS NULL) = (recorded_at IS NOT NULL)),
  CHECK ((entry_id IS NULL) = (machine_at IS NOT NULL))
) STRICT;
CREATE INDEX obstacle_of_entry ON obstacle (entry_id);

CREATE TABLE obstacle_event (
  -- Xử lý khó khăn, vướng mắc: giao, trả lời, khép lại; mỗi việc một dòng, không bao giờ sửa hay xóa.
  id INTEGER PRIMARY KEY,
  obstacle_id INTEGER NOT NULL REFERENCES obstacle (id),
  step TEXT NOT NULL CHECK (step IN ('assigned', 'answered', 'closed')),
  unit_id INTEGER REFERENCES unit (id),            -- đơn vị được giao
  due TEXT,                                        -- hạn trả lời
  text TEXT,                                       -- ý kiến chỉ đạo, lời trả lời, kết quả
  document TEXT,                                   -- văn bản trả lời
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  machine_at TEXT NOT NULL,
  CHECK ((step = 'assigned') = (unit_id IS NOT NULL)),
  CHECK (step = 'assigned' OR (due IS NULL AND text IS NOT NULL)),
  CHECK (step = 'answered' OR document IS NULL)
) STRICT;
CREATE INDEX event_of_obstacle ON obstacle_event (obstacle_id);

CREATE TABLE evidence (
  -- Minh chứng: số văn bản, hoặc một tệp cùng mã SHA-256.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  about TEXT NOT NULL,        -- mã chỉ tiêu hoặc nhiệm vụ
  text TEXT NOT NULL,
  sha256 TEXT,
  size INTEGER,               -- số byte
  file TEXT,                  -- tệp ở đâu, tính từ thư mục của cơ sở dữ liệu; bản sao nằm trong minh-chung/
  CHECK ((sha256 IS NULL) = (size IS NULL)),
  CHECK (file IS NULL OR sha256 IS NOT NULL)
) STRICT;
CREATE INDEX evidence_of_entry ON evidence (entry_id);

CREATE TABLE review (
  -- Cơ quan tổng hợp tiếp nhận hoặc trả lại báo cáo của một đơn vị; không bao giờ sửa hay xóa.
  -- Lần ghi sau entry_id là báo cáo mới, phải duyệt lại.
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),  -- lần ghi mới nhất mà người duyệt đã xem
  opinion TEXT NOT NULL CHECK (opinion IN ('accepted', 'returned')),
  reason TEXT,                -- vì sao trả lại
  actor TEXT NOT NULL,        -- người duyệt
  source TEXT NOT NULL,       -- bằng lệnh nào
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL    -- đồng hồ của máy lúc ghi
) STRICT;
CREATE INDEX review_of_entry ON review (entry_id);

CREATE TABLE review_note (
  -- Ý kiến về một số liệu hoặc nhiệm vụ khi trả lại báo cáo.
  id INTEGER PRIMARY KEY,
  review_id INTEGER NOT NULL REFERENCES review (id),
  about TEXT NOT NULL,        -- mã chỉ tiêu hoặc nhiệm vụ
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX review_note_of_review ON review_note (review_id);

CREATE TABLE draft (
  -- Bản đang nhập dở: được thay và bỏ tự do, không bao giờ vào số liệu.
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  text TEXT NOT NULL,
  PRIMARY KEY (unit_id, period_id)
) STRICT, WITHOUT ROWID;
