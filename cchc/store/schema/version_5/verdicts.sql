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

CREATE VIEW v_danh_gia AS
-- Đánh giá từng chỉ tiêu trong từng kỳ, tính cho ngày ghi ở cột ngay_danh_gia.
SELECT plan.code AS ke_hoach, indicator.code AS ma_chi_tieu, indicator.name AS chi_tieu,
  indicator.commitment AS cam_ket, indicator.unit_of_measure AS don_vi_tinh,
  period.name AS ky, period.ordinal AS thu_tu_ky, period.due AS han_bao_cao,
  CAST(judged.actual AS REAL) AS luy_ke, CAST(judged.in_period AS REAL) AS trong_ky,
  CAST(judged.numerator AS REAL) AS tu_so, CAST(judged.denominator AS REAL) AS mau_so,
  judged.target AS chi_tieu_giao, CAST(judged.expected AS REAL) AS muc_den_ky,
  CAST(judged.percent AS REAL) AS phan_tram, judged.word AS danh_gia,
  judged.status AS ma_danh_gia_ky, judged.rule AS quy_tac_ky,
  judged.standing AS ma_danh_gia, judged.standing_rule AS quy_tac,
  judged.judged_for AS ngay_danh_gia, judged.version AS phien_ban
FROM judged
JOIN indicator ON indicator.id = judged.indicator_id
JOIN period ON period.id = judged.period_id
JOIN plan ON plan.id = indicator.plan_id
WHERE judged.judged_for <> '';
