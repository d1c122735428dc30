CREATE TABLE issued_verdicts (
  -- Đánh giá trong báo cáo đã phát hành, theo cách đánh giá lúc ấy, để báo cáo sau so lại.
  id INTEGER PRIMARY KEY,
  issued_id INTEGER NOT NULL UNIQUE REFERENCES issued (id),
  edition INTEGER NOT NULL,   -- cách đánh giá (bản thứ mấy của luật đánh giá)
  verdicts TEXT NOT NULL      -- JSON {"ck-6b": ["watch", "S6"]}
) STRICT;

CREATE TABLE judged (
  -- Đánh giá chỉ tiêu theo kỳ, kèm ngày đánh giá. Chương trình tính lại khi có số liệu mới, đừng ghi tay.
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  judged_for TEXT NOT NULL,   -- đánh giá của ngày nào
  version INTEGER NOT NULL,   -- phiên bản kế hoạch dùng để đánh giá
  actual TEXT,                -- lũy kế đến kỳ, số thập phân chính xác
  numerator TEXT,
  denominator TEXT,
  in_period TEXT,             -- riêng trong kỳ
  target TEXT,                -- chỉ tiêu, bằng chữ
  expected TEXT,              -- mức phải đạt đến kỳ
  percent TEXT,               -- tỷ lệ so với chỉ tiêu
  status TEXT NOT NULL,       -- đánh giá của kỳ, mã
  rule TEXT NOT NULL,
  standing TEXT NOT NULL,     -- đánh giá còn hiệu lực, mã
  standing_rule TEXT NOT NULL,
  word TEXT NOT NULL,         -- đánh giá còn hiệu lực, bằng chữ
  PRIMARY KEY (indicator_id, period_id)
) STRICT, WITHOUT ROWID;
