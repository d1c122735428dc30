CREATE TABLE signing (
  -- Mỗi bản cam kết đã ký, mỗi kế hoạch đơn vị đã ban hành là một dòng. Sửa hoặc hủy là thêm
  -- dòng mới nêu lý do; bản cam kết theo phiên bản kế hoạch sau là phụ lục, không thay bản trước.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  unit_id INTEGER REFERENCES unit (id),  -- trống: chính cơ quan ban hành kế hoạch
  paper TEXT NOT NULL CHECK (paper IN ('commitment', 'index', 'plan')),
  version INTEGER NOT NULL,   -- phiên bản kế hoạch mà văn bản căn cứ
  day TEXT NOT NULL,          -- ngày ký, ngày ban hành
  signer TEXT,                -- người ký
  title TEXT,                 -- chức vụ người ký
  counterparty TEXT,          -- bên nhận cam kết
  number TEXT,                -- số, ký hiệu văn bản
  text TEXT,                  -- nguyên văn chương trình đã soạn, để trống ngày, người ký
  sha256 TEXT,                -- SHA-256 của nguyên văn
  scan TEXT,                  -- tên tệp bản quét như đã gõ
  scan_sha256 TEXT,
  scan_size INTEGER,          -- số byte
  scan_file TEXT,             -- tệp ở đâu, tính từ thư mục của cơ sở dữ liệu
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),  -- 1: thực ra chưa ký
  supersedes INTEGER REFERENCES signing (id),  -- dòng bị sửa hoặc bị hủy
  reason TEXT,                -- vì sao sửa, hủy
  actor TEXT NOT NULL,        -- người ghi
  source TEXT NOT NULL,       -- ghi bằng lệnh nào
  recorded_at TEXT NOT NULL,  -- thời điểm ghi sổ
  machine_at TEXT NOT NULL,   -- đồng hồ của máy lúc ghi
  FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, number),
  CHECK ((text IS NULL) = (sha256 IS NULL)),
  CHECK ((scan IS NULL) = (scan_sha256 IS NULL) AND (scan IS NULL) = (scan_size IS NULL)),
  CHECK ((supersedes IS NULL) = (reason IS NULL)),
  CHECK (reason <> ''),
  CHECK (withdrawn = 0 OR supersedes IS NOT NULL)
) STRICT;
CREATE INDEX signing_of_paper ON signing (plan_id, unit_id, paper, version);
