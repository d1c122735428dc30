CREATE TABLE handed_out (
  -- Bản đã thực sự giao ra tệp hoặc màn hình của báo cáo đã phát hành, văn bản đã nhắc.
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  issued_id INTEGER REFERENCES issued (id),
  dispatch_id INTEGER REFERENCES dispatch (id),
  place TEXT NOT NULL,        -- tên tệp đã ghi (không kèm đường dẫn); trống: màn hình, hoặc có từ trước phiên bản 4
  sha256 TEXT NOT NULL,       -- SHA-256 của tệp; trống: màn hình, hoặc có từ trước phiên bản 4
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  machine_at TEXT NOT NULL,
  CHECK ((issued_id IS NULL) <> (dispatch_id IS NULL))
) STRICT;
CREATE INDEX handed_out_issued ON handed_out (issued_id);
CREATE INDEX handed_out_dispatch ON handed_out (dispatch_id);
CREATE INDEX handed_out_sha256 ON handed_out (sha256);

-- What stood before this table counts as handed out.

INSERT INTO handed_out (plan_id, issued_id, place, sha256, actor, source, recorded_at, machine_at)
SELECT plan_id, id, file, content_sha256, actor, source, recorded_at, machine_at
FROM issued ORDER BY id;

INSERT INTO handed_out (plan_id, dispatch_id, place, sha256, actor, source, recorded_at, machine_at)
SELECT plan_id, id, '', '', actor, source, recorded_at, machine_at FROM dispatch ORDER BY id;
