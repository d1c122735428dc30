CREATE VIEW v_ky_cam_ket AS
-- Sổ ký cam kết, ban hành kế hoạch: mỗi lần ghi là một dòng, kể cả dòng đã sửa hoặc đã hủy.
SELECT plan.code AS ke_hoach, unit.code AS ma_don_vi,
  coalesce(unit.name, 'cơ quan ban hành kế hoạch') AS don_vi,
  CASE signing.paper WHEN 'commitment' THEN 'bản cam kết'
    WHEN 'index' THEN 'cam kết thực hiện bộ chỉ số' ELSE 'kế hoạch của đơn vị' END AS van_ban,
  signing.version AS phien_ban_ke_hoach, signing.day AS ngay, signing.number AS so_van_ban,
  signing.signer AS nguoi_ky, signing.title AS chuc_vu, signing.counterparty AS ben_nhan,
  signing.sha256 AS ma_sha256, signing.scan_file AS ban_quet, signing.scan_sha256 AS ban_quet_sha256,
  CASE WHEN signing.withdrawn THEN 'hủy' WHEN later.withdrawn THEN 'đã hủy'
    WHEN later.id IS NOT NULL THEN 'đã sửa' ELSE 'còn giá trị' END AS tinh_trang,
  signing.reason AS ly_do, signing.actor AS nguoi_ghi, signing.recorded_at AS ghi_luc,
  signing.id AS ma_dong, signing.supersedes AS thay_cho_dong
FROM signing
JOIN plan ON plan.id = signing.plan_id
LEFT JOIN unit ON unit.id = signing.unit_id
LEFT JOIN signing AS later ON later.supersedes = signing.id;
