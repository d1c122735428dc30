CREATE TRIGGER issued_counts BEFORE INSERT ON issued
WHEN NEW.number <> 1 + (SELECT count(*) FROM issued WHERE plan_id = NEW.plan_id) BEGIN
  SELECT RAISE(ABORT, 'issued: numbers follow one another');
END;
CREATE TRIGGER issued_one_plan BEFORE INSERT ON issued
WHEN NEW.plan_id IS NOT (SELECT plan_id FROM period WHERE id = NEW.period_id) BEGIN
  SELECT RAISE(ABORT, 'issued: plan and period belong together');
END;

CREATE VIEW v_phat_hanh AS
-- Các báo cáo đã phát hành, mỗi lần một dòng.
SELECT plan.code AS ke_hoach, issued.number AS lan_phat_hanh, period.name AS ky,
  issued.as_of AS so_lieu_den_ngay, issued.version AS ban_ke_hoach,
  issued.document_number AS so_van_ban, issued.document_date AS ngay_van_ban,
  issued.file AS tep, issued.content_sha256 AS ma_sha256, issued.text AS nguyen_van,
  issued.actor AS nguoi_phat_hanh, issued.recorded_at AS ghi_luc
FROM issued
JOIN plan ON plan.id = issued.plan_id
JOIN period ON period.id = issued.period_id;
