-- The public face for Datasette, DB Browser and ODBC. Columns are Vietnamese in plain
-- letters; computed figures are cast, and rounded as REAL is: exact ones are in the tables.

CREATE VIEW v_rut_lai AS
-- Báo cáo đã rút lại cả kỳ: mọi lần ghi của đơn vị trong kỳ đến lan_ghi đều không còn tính.
SELECT unit_id, period_id, max(id) AS lan_ghi
FROM entry WHERE whole = 1 GROUP BY unit_id, period_id;

CREATE VIEW v_lan_ghi AS
-- Các lần ghi còn hiệu lực, đã kèm tên.
SELECT entry.*, plan.code AS ke_hoach, unit.code AS ma_don_vi, unit.name AS don_vi,
  period.name AS ky, period.ordinal AS thu_tu_ky
FROM entry
JOIN plan ON plan.id = entry.plan_id
JOIN unit ON unit.id = entry.unit_id
JOIN period ON period.id = entry.period_id
LEFT JOIN v_rut_lai AS gone ON gone.unit_id = entry.unit_id AND gone.period_id = entry.period_id
WHERE entry.kind <> 'withdrawal' AND entry.id > coalesce(gone.lan_ghi, 0);

CREATE VIEW v_lich_su AS
-- Lịch sử số liệu: mỗi lần ghi hoặc sửa một ô là một dòng.
SELECT plan.code AS ke_hoach, indicator.code AS ma_chi_tieu, indicator.name AS chi_tieu,
  unit.code AS ma_don_vi, unit.name AS don_vi, period.name AS ky, revision.sequence AS lan,
  CASE revision.state WHEN 'value' THEN 'có số liệu' WHEN 'nil' THEN 'không phát sinh'
    WHEN 'unavailable' THEN 'chưa công bố' ELSE 'đã rút lại' END AS trang_thai,
  CAST(revision.value / CAST('1e' || revision.scale AS REAL) AS REAL) AS gia_tri,
  CAST(revision.denominator / CAST('1e' || revision.scale AS REAL) AS REAL) AS mau_so,
  revision.done AS ngay_hoan_thanh,
  CASE revision.answer WHEN 1 THEN 'có' WHEN 0 THEN 'không' END AS tra_loi,
  indicator.unit_of_measure AS don_vi_tinh,
  CASE revision.quality WHEN 'final' THEN 'chính thức' WHEN 'estimate' THEN 'ước'
    ELSE 'còn ý kiến khác' END AS chat_luong,
  revision.typed AS nhu_da_nhap, revision.note AS ghi_chu, entry.reason AS ly_do,
  entry.received AS ngay_nhan, entry.actor AS nguoi_ghi, entry.recorded_at AS ghi_luc,
  revision.id AS ma_dong, revision.supersedes AS thay_cho_dong
FROM revision
JOIN entry ON entry.id = revision.entry_id
JOIN plan ON plan.id = entry.plan_id
JOIN indicator ON indicator.id = revision.indicator_id
JOIN unit ON unit.id = revision.unit_id
JOIN period ON period.id = revision.period_id;

CREATE VIEW v_so_lieu AS
-- Số liệu hiện hành: mỗi ô (chỉ tiêu, đơn vị, kỳ) một dòng.
SELECT v_lich_su.* FROM cell JOIN v_lich_su ON v_lich_su.ma_dong = cell.revision_id
WHERE cell.state <> 'withdrawn';

CREATE VIEW v_bao_cao AS
-- Báo cáo đã nhận của các đơn vị.
SELECT ke_hoach, ma_don_vi, don_vi, ky, received AS ngay_nhan,
  document_number AS so_van_ban, document_date AS ngay_van_ban,
  CASE kind WHEN 'report' THEN 'báo cáo' ELSE 'bổ sung, điều chỉnh' END AS loai,
  reason AS ly_do, actor AS nguoi_ghi, source AS ghi_bang, recorded_at AS ghi_luc, id AS lan_ghi
FROM v_lan_ghi;

CREATE VIEW v_danh_muc AS
-- Các mục đang có trong danh mục (sản phẩm, sáng kiến…).
SELECT entry.ke_hoach, indicator.code AS ma_chi_tieu, indicator.name AS chi_tieu,
  entry.ma_don_vi, entry.don_vi, entry.ky, item.name AS ten, item.day AS ngay,
  item.document AS van_ban, owner.name AS don_vi_chu
FROM item
JOIN v_lan_ghi AS entry ON entry.id = item.entry_id
JOIN indicator ON indicator.id = item.indicator_id
LEFT JOIN unit AS owner ON owner.id = item.owner_id
WHERE item.withdraws IS NULL
  AND NOT EXISTS (SELECT 1 FROM item AS gone WHERE gone.withdraws = item.id);

CREATE VIEW v_nhiem_vu AS
-- Nhiệm vụ và lời báo cáo mới nhất của từng đơn vị trong từng kỳ.
SELECT entry.ke_hoach, task.code AS ma_nhiem_vu, task.name AS nhiem_vu, task.due AS han,
  entry.ma_don_vi, entry.don_vi, entry.ky,
  CASE said.state WHEN 'done' THEN 'đã hoàn thành' WHEN 'doing' THEN 'đang thực hiện'
    ELSE 'chưa thực hiện' END AS trang_thai,
  said.done AS ngay_hoan_thanh,
  CAST(said.count / CAST('1e' || said.scale AS REAL) AS REAL) AS da_lam,
  CAST(said.total / CAST('1e' || said.scale AS REAL) AS REAL) AS tren_tong_so,
  said.result AS ket_qua, said.document AS van_ban, entry.recorded_at AS ghi_luc
FROM task_note AS said
JOIN v_lan_ghi AS entry ON entry.id = said.entry_id
JOIN task ON task.id = said.task_id
WHERE NOT EXISTS (
  SELECT 1 FROM task_note AS newer JOIN entry AS act ON act.id = newer.entry_id
  WHERE newer.task_id = said.task_id AND newer.id > said.id
    AND act.unit_id = entry.unit_id AND act.period_id = entry.period_id);

CREATE VIEW v_xu_ly_vuong_mac AS
-- Mọi việc đã làm với từng khó khăn, vướng mắc, theo thứ tự ghi.
SELECT event.obstacle_id AS ma, event.id AS lan_xu_ly,
  CASE event.step WHEN 'assigned' THEN 'giao' WHEN 'answered' THEN 'trả lời'
    ELSE 'khép lại' END AS viec,
  unit.name AS giao_cho, event.due AS han, event.text AS noi_dung, event.document AS van_ban,
  event.actor AS nguoi_ghi, event.recorded_at AS ghi_luc
FROM obstacle_event AS event LEFT JOIN unit ON unit.id = event.unit_id;

CREATE VIEW v_vuong_mac AS
-- Khó khăn, vướng mắc; tồn tại, hạn chế: ai nêu, đang ở đâu. Rút báo cáo không làm mất dòng.
SELECT plan.code AS ke_hoach, obstacle.id AS ma, unit.code AS ma_don_vi, unit.name AS don_vi,
  period.name AS ky,
  CASE obstacle.kind WHEN 'difficulty' THEN 'khó khăn, vướng mắc' ELSE 'tồn tại, hạn chế' END AS loai,
  obstacle.text AS noi_dung, obstacle.about AS ve_viec, obstacle.cause AS nguyen_nhan,
  obstacle.proposal AS kien_nghi, obstacle.directed_to AS gui_den, obstacle.raised AS ngay_neu,
  CASE WHEN last.viec = 'khép lại' THEN 'đã giải quyết'
    WHEN entry.id <= gone.lan_ghi THEN 'đã rút cùng báo cáo'
    WHEN last.viec = 'trả lời' THEN 'đã trả lời, chưa giải quyết xong'
    WHEN last.viec = 'giao' THEN 'đã giao, chưa trả lời' ELSE 'chưa giao' END AS tinh_trang
FROM obstacle
LEFT JOIN entry ON entry.id = obstacle.entry_id
JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)
JOIN period ON period.id = coalesce(obstacle.period_id, entry.period_id)
JOIN plan ON plan.id = unit.plan_id
LEFT JOIN v_rut_lai AS gone ON gone.unit_id = entry.unit_id AND gone.period_id = entry.period_id
LEFT JOIN v_xu_ly_vuong_mac AS last ON last.lan_xu_ly = (
  SELECT max(id) FROM obstacle_event WHERE obstacle_id = obstacle.id);

CREATE VIEW v_phien_ban AS
-- Các phiên bản kế hoạch đã áp dụng.
SELECT plan.code AS ke_hoach, plan.title AS ten_ke_hoach, plan_version.number AS phien_ban,
  plan_version.effective AS hieu_luc_tu_ky, plan_version.decision_number AS so_quyet_dinh,
  plan_version.decision_date AS ngay_quyet_dinh, plan_version.reason AS ly_do,
  plan_version.source AS tep, plan_version.digest AS ma_sha256,
  plan_version.actor AS nguoi_ap_dung, plan_version.recorded_at AS ghi_luc
FROM plan_version JOIN plan ON plan.id = plan_version.plan_id;

CREATE VIEW v_duyet AS
-- Các lần tiếp nhận, trả lại báo cáo; mỗi ý kiến về một số liệu là một dòng.
SELECT plan.code AS ke_hoach, unit.code AS ma_don_vi, unit.name AS don_vi, period.name AS ky,
  CASE review.opinion WHEN 'accepted' THEN 'đã tiếp nhận' ELSE 'trả lại' END AS y_kien,
  review.reason AS ly_do, note.about AS ve_viec, note.text AS noi_dung,
  review.actor AS nguoi_duyet, review.recorded_at AS ghi_luc, review.id AS lan_duyet
FROM review
JOIN entry ON entry.id = review.entry_id
JOIN plan ON plan.id = entry.plan_id
JOIN unit ON unit.id = entry.unit_id
JOIN period ON period.id = entry.period_id
LEFT JOIN review_note AS note ON note.review_id = review.id;

CREATE VIEW v_gia_han AS
-- Miễn báo cáo và gia hạn: mỗi lần ghi là một dòng, dòng cuối của đơn vị trong kỳ có giá trị.
SELECT plan.code AS ke_hoach, unit.code AS ma_don_vi, unit.name AS don_vi, period.name AS ky,
  CASE relief.kind WHEN 'exempt' THEN 'miễn báo cáo' WHEN 'extend' THEN 'gia hạn'
    ELSE 'bỏ miễn, bỏ gia hạn' END AS loai,
  relief.due AS han_theo_ke_hoach, relief.until AS han_moi, relief.reason AS ly_do,
  relief.actor AS nguoi_ghi, relief.recorded_at AS ghi_luc, relief.id AS ma_dong
FROM relief
JOIN plan ON plan.id = relief.plan_id
JOIN unit ON unit.id = relief.unit_id
JOIN period ON period.id = relief.period_id;

CREATE VIEW v_nhac_nho AS
-- Sổ nhắc nhở: mỗi đơn vị được nhắc trong một tin nhắn hoặc công văn là một dòng.
SELECT plan.code AS ke_hoach, unit.code AS ma_don_vi, unit.name AS don_vi, period.name AS ky,
  reminder.step AS buoc, reminder.addressee AS nhac_ai,
  CASE reminder.channel WHEN 'chat' THEN 'tin nhắn' ELSE 'công văn' END AS hinh_thuc,
  substr(dispatch.recorded_at, 1, 10) AS ngay_nhac, reminder.due AS han_gui,
  reminder.owed AS con_thieu, dispatch.text AS noi_dung, dispatch.actor AS nguoi_gui,
  dispatch.recorded_at AS ghi_luc, dispatch.id AS ma_van_ban, reminder.id AS ma_dong
FROM reminder
JOIN dispatch ON dispatch.id = reminder.dispatch_id
JOIN plan ON plan.id = dispatch.plan_id
JOIN unit ON unit.id = reminder.unit_id
JOIN period ON period.id = reminder.period_id;
