CREATE TABLE seal (
  -- Niêm phong sổ: mỗi lần ghi là một dòng, băm nối với dòng trước, nên không dòng nào của sổ
  -- sửa, chèn hay bỏ được mà không lộ. Mã in ở chân văn bản là đầu của cột sha256.
  id INTEGER PRIMARY KEY,
  day TEXT,                   -- ngày ghi sổ; trống: chỉ có bản đang nhập dở
  papers INTEGER NOT NULL CHECK (papers IN (0, 1)),  -- 1: chỉ ghi văn bản đã phát hành, đã giao
  rows TEXT NOT NULL,         -- dòng đầu và dòng cuối đã ghi, theo bảng, JSON: {"entry":[5,5]}
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;
CREATE TRIGGER seal_follows BEFORE INSERT ON seal
WHEN NEW.id IS NOT 1 + coalesce((SELECT max(id) FROM seal), 0) BEGIN
  SELECT RAISE(ABORT, 'seal: acts follow one another');
END;

CREATE TABLE draft_change (
  -- Dấu của bản đang nhập dở sau mỗi lần lưu hoặc bỏ; dòng mới nhất của đơn vị trong kỳ có giá trị.
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  sha256 TEXT                 -- SHA-256 của nội dung; trống: đã bỏ
) STRICT;
CREATE INDEX draft_change_of_draft ON draft_change (unit_id, period_id);
