CREATE TABLE issued (
  -- Báo cáo đã phát hành: nguyên văn, không bao giờ sửa hay xóa.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  number INTEGER NOT NULL,    -- lần phát hành thứ mấy của kế hoạch: 1, 2, 3…
  period_id INTEGER NOT NULL REFERENCES period (id),
  version INTEGER NOT NULL,   -- bản kế hoạch dùng để đánh giá
  as_of TEXT NOT NULL,        -- số liệu biết đến hết ngày này
  last_entry INTEGER NOT NULL,   -- lần ghi cuối cùng mà báo cáo đã tính đến; 0: chưa có
  document_number TEXT,       -- số của báo cáo, khi văn thư đã cho
  document_date TEXT,
  language TEXT NOT NULL,
  text TEXT NOT NULL,         -- nguyên văn dạng Markdown, từ đó ra mọi dạng khác
  text_sha256 TEXT NOT NULL,
  template_sha256 TEXT NOT NULL,  -- các mẫu đã dùng
  file TEXT NOT NULL,         -- tên tệp đã phát hành
  content BLOB NOT NULL,      -- nội dung tệp, từng byte
  content_sha256 TEXT NOT NULL,
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  machine_at TEXT NOT NULL,
  UNIQUE (plan_id, number)
) STRICT;
