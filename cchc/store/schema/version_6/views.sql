-- The public face for Datasette, DB Browser, ODBC and `cchc db publish`. Columns are
-- Vietnamese in plain letters, each described on its line; [số] numbers, [ngày] days and
-- [giờ] moments, else text. Computed figures are cast, and rounded as REAL is: exact ones
-- are in the tables. Views without v_ are the program's own.

CREATE VIEW named_period AS
SELECT period.id, plan.code AS ke_hoach, plan.year AS nam, period.name AS ky,
  CASE WHEN period.name GLOB '*[0-9][0-9][0-9][0-9]*' THEN period.name
    ELSE plan.year || '-' || period.name END AS ma_ky,
  period.ordinal AS thu_tu_ky, period.start, period.cutoff, period.due
FROM period JOIN plan ON plan.id = period.plan_id;

CREATE VIEW named_indicator AS
-- What the tables say of an indicator, and what only the plan's own document does. Its
-- tree is walked once: SQLite before 3.41 takes json_extract in a view for unsafe.
SELECT indicator.*, iif(said.of = 'plan', said.amount_unit,
  iif(measure = 'ratio', '%', nullif(indicator.unit_of_measure, ''))) AS entry_unit, said.lead, said.area
FROM indicator LEFT JOIN (
  SELECT plan_id, number, iif(path LIKE '%.amount', substr(path, 1, length(path) - 7), path) AS place,
    max(iif(key = 'id', atom, NULL)) AS code, max(iif(key = 'of', atom, NULL)) AS of,
    max(iif(key = 'lead', atom, NULL)) AS lead, max(iif(key = 'area', atom, NULL)) AS area,
    max(iif(key = 'unit' AND path LIKE '%.amount', atom, NULL)) AS amount_unit
  FROM plan_version, json_tree(content)
  WHERE path GLOB '*indicators[[]*' GROUP BY plan_id, number, place
) AS said ON said.plan_id = indicator.plan_id AND said.number = indicator.named_in
  AND said.code = indicator.code AND said.place NOT LIKE '%.parts.%';

CREATE VIEW undone_report AS
-- Reports that were withdrawn as a whole: acts up to `last` count no longer.
SELECT unit_id, period_id, max(id) AS last
FROM entry WHERE whole = 1 GROUP BY unit_id, period_id;

CREATE VIEW standing_entry AS
-- Acts of writing that still stand, with the names of unit and period.
SELECT entry.*, unit.code AS ma_don_vi, unit.name AS don_vi,
  held.ke_hoach, held.ky, held.ma_ky, held.thu_tu_ky
FROM entry
JOIN unit ON unit.id = entry.unit_id
JOIN named_period AS held ON held.id = entry.period_id
LEFT JOIN undone_report AS gone ON gone.unit_id = entry.unit_id AND gone.period_id = entry.period_id
WHERE entry.kind <> 'withdrawal' AND entry.id > coalesce(gone.last, 0);

CREATE VIEW v_danh_gia AS
-- Đánh giá từng chỉ tiêu trong từng kỳ, tính cho ngày ghi ở cột ngay_danh_gia.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  indicator.code AS ma_chi_tieu,                       -- mã chỉ tiêu
  indicator.name AS chi_tieu,                          -- tên chỉ tiêu
  indicator.commitment AS cam_ket,                     -- tên cam kết, nếu chỉ tiêu thuộc một cam kết
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  held.thu_tu_ky,                                      -- [số] kỳ thứ mấy trong kế hoạch, để sắp xếp
  held.due AS han_bao_cao,                             -- [ngày] hạn gửi báo cáo của kỳ
  iif(indicator.measure = 'ratio', '%', nullif(indicator.unit_of_measure, '')) AS don_vi_tinh,  -- đơn vị tính của lũy kế, trong kỳ, mức đến kỳ
  CASE WHEN indicator.measure NOT IN ('milestone', 'yes', 'grade') AND judged.actual NOT LIKE '%/%'
    THEN CAST(judged.actual AS REAL) END AS luy_ke,    -- [số] kết quả lũy kế đến kỳ
  CASE WHEN indicator.measure <> 'grade'
    THEN CAST(judged.in_period AS REAL) END AS trong_ky,  -- [số] riêng trong kỳ
  CAST(judged.numerator AS REAL) AS tu_so,             -- [số] tử số của tỷ lệ; số đơn vị đạt, khi giao cho từng đơn vị
  CAST(judged.denominator AS REAL) AS mau_so,          -- [số] mẫu số của tỷ lệ; số đơn vị được giao
  CASE WHEN indicator.measure = 'yes' THEN CASE judged.actual WHEN '1' THEN 'có' WHEN '0' THEN 'không' END
    WHEN indicator.measure IN ('milestone', 'grade') OR judged.actual LIKE '%/%' THEN judged.actual
    END AS ket_qua,                                    -- kết quả không phải số: ngày hoàn thành; có, không; xếp loại; 8/9 đơn vị
  judged.target AS chi_tieu_giao,                      -- chỉ tiêu được giao, bằng chữ
  CASE WHEN indicator.measure <> 'grade'
    THEN CAST(judged.expected AS REAL) END AS muc_den_ky,  -- [số] mức phải đạt đến kỳ theo lộ trình
  CAST(judged.percent AS REAL) AS phan_tram,           -- [số] tỷ lệ phần trăm so với chỉ tiêu
  judged.word AS danh_gia,                             -- đánh giá còn hiệu lực, bằng chữ
  judged.standing AS ma_danh_gia,                      -- đánh giá còn hiệu lực, mã: met, watch, behind…
  nullif(judged.standing_rule, '') AS quy_tac,                  -- quy tắc cho ra đánh giá ấy: S5, S7…
  judged.status AS ma_danh_gia_ky,                     -- đánh giá của riêng kỳ này, mã
  nullif(judged.rule, '') AS quy_tac_ky,              -- quy tắc của đánh giá riêng kỳ này
  judged.judged_for AS ngay_danh_gia,                  -- [ngày] đánh giá cho ngày nào
  judged.version AS phien_ban                          -- [số] phiên bản kế hoạch dùng để đánh giá
FROM judged
JOIN indicator ON indicator.id = judged.indicator_id
JOIN named_period AS held ON held.id = judged.period_id
WHERE judged.judged_for <> '';

CREATE VIEW v_chi_tieu AS
-- Danh mục chỉ tiêu, theo phiên bản kế hoạch mới nhất có nêu.
SELECT
  plan.code AS ke_hoach,                               -- mã kế hoạch
  indicator.code AS ma_chi_tieu,                       -- mã chỉ tiêu
  indicator.name AS chi_tieu,                          -- tên chỉ tiêu
  indicator.commitment AS cam_ket,                     -- tên cam kết, nếu chỉ tiêu thuộc một cam kết
  indicator.area AS ma_linh_vuc,                       -- mã lĩnh vực, nếu chỉ tiêu không thuộc cam kết
  CASE indicator.measure WHEN 'flow' THEN 'số phát sinh trong kỳ' WHEN 'running' THEN 'số lũy kế từ đầu năm'
    WHEN 'level' THEN 'số tại thời điểm chốt' WHEN 'ratio' THEN 'tỷ lệ' WHEN 'register' THEN 'danh mục'
    WHEN 'milestone' THEN 'mốc hoàn thành' WHEN 'rank' THEN 'thứ hạng' WHEN 'grade' THEN 'xếp loại'
    ELSE 'có hoặc không' END AS cach_do,               -- cách đo
  iif(indicator.measure = 'ratio', '%', nullif(indicator.unit_of_measure, '')) AS don_vi_tinh,  -- đơn vị tính của kết quả
  indicator.entry_unit AS don_vi_nhap,                 -- đơn vị tính của số liệu báo cáo (tỷ lệ giải ngân: triệu đồng)
  indicator.lead AS ma_don_vi_chu_tri,                 -- mã đơn vị chủ trì
  indicator.named_in AS phien_ban                      -- [số] phiên bản kế hoạch gần nhất có nêu
FROM named_indicator AS indicator JOIN plan ON plan.id = indicator.plan_id;

CREATE VIEW v_don_vi AS
-- Danh mục đơn vị, theo phiên bản kế hoạch mới nhất có nêu.
SELECT
  plan.code AS ke_hoach,                               -- mã kế hoạch
  unit.code AS ma_don_vi,                              -- mã đơn vị
  unit.name AS don_vi,                                 -- tên đơn vị
  unit.kind AS ma_loai,                                -- mã loại đơn vị trong kế hoạch
  unit.named_in AS phien_ban                           -- [số] phiên bản kế hoạch gần nhất có nêu
FROM unit JOIN plan ON plan.id = unit.plan_id;

CREATE VIEW v_ky AS
-- Danh mục kỳ báo cáo.
SELECT
  ke_hoach,                                            -- mã kế hoạch
  nam,                                                 -- [số] năm kế hoạch
  ma_ky,                                               -- kỳ báo cáo kèm năm: 2022-Q1
  ky,                                                  -- kỳ báo cáo: Q1
  thu_tu_ky,                                           -- [số] kỳ thứ mấy trong kế hoạch, để sắp xếp
  start AS tu_ngay,                                    -- [ngày] ngày đầu
  cutoff AS den_ngay,                                  -- [ngày] ngày chốt số liệu
  due AS han_bao_cao                                   -- [ngày] hạn gửi báo cáo
FROM named_period;

CREATE VIEW v_lich_su AS
-- Lịch sử số liệu: mỗi lần ghi hoặc sửa một ô là một dòng.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  indicator.code AS ma_chi_tieu,                       -- mã chỉ tiêu
  indicator.name AS chi_tieu,                          -- tên chỉ tiêu
  unit.code AS ma_don_vi,                              -- mã đơn vị
  unit.name AS don_vi,                                 -- tên đơn vị
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  held.thu_tu_ky,                                      -- [số] kỳ thứ mấy trong kế hoạch, để sắp xếp
  revision.sequence AS lan,                            -- [số] lần ghi thứ mấy của ô này
  CASE revision.state WHEN 'value' THEN 'có số liệu' WHEN 'nil' THEN 'không phát sinh'
    WHEN 'unavailable' THEN 'chưa công bố' ELSE 'đã rút lại' END AS trang_thai,  -- có số liệu, không phát sinh, chưa công bố, đã rút lại
  CASE WHEN indicator.measure = 'grade' THEN NULL WHEN revision.denominator IS NULL
    THEN CAST(revision.value / CAST('1e' || revision.scale AS REAL) AS REAL)
    WHEN revision.denominator <> 0 THEN round(100.0 * revision.value / revision.denominator, 6)
    END AS gia_tri,                                    -- [số] số liệu, theo đơn vị tính ở cột don_vi_tinh; tỷ lệ: phần trăm
  CASE WHEN revision.denominator IS NOT NULL
    THEN CAST(revision.value / CAST('1e' || revision.scale AS REAL) AS REAL) END AS tu_so,  -- [số] tử số của tỷ lệ
  CAST(revision.denominator / CAST('1e' || revision.scale AS REAL) AS REAL) AS mau_so,  -- [số] mẫu số của tỷ lệ
  indicator.entry_unit AS don_vi_tinh,                 -- đơn vị tính của giá trị (tỷ lệ giải ngân: triệu đồng đã giải ngân)
  revision.done AS ngay_hoan_thanh,                    -- [ngày] ngày hoàn thành của một mốc
  CASE WHEN revision.answer IS NOT NULL THEN iif(revision.answer, 'có', 'không')
    WHEN indicator.measure = 'grade' THEN revision.typed
    END AS tra_loi,                                    -- có, không; xếp loại
  CASE revision.quality WHEN 'final' THEN 'chính thức' WHEN 'estimate' THEN 'ước'
    ELSE 'còn ý kiến khác' END AS chat_luong,          -- chính thức, ước, còn ý kiến khác
  revision.typed AS nhu_da_nhap,                       -- nguyên văn như đã nhập
  revision.note AS ghi_chu,                            -- ghi chú của đơn vị
  entry.reason AS ly_do,                               -- lý do sửa hoặc rút lại
  entry.received AS ngay_nhan,                         -- [ngày] ngày nhận được báo cáo
  entry.actor AS nguoi_ghi,                            -- người ghi
  entry.recorded_at AS ghi_luc,                        -- [giờ] thời điểm ghi sổ
  revision.id AS ma_dong,                              -- [số] số của dòng trong nhật ký
  revision.supersedes AS thay_cho_dong                 -- [số] dòng mà dòng này thay thế
FROM revision
JOIN entry ON entry.id = revision.entry_id
JOIN named_indicator AS indicator ON indicator.id = revision.indicator_id
JOIN unit ON unit.id = revision.unit_id
JOIN named_period AS held ON held.id = revision.period_id;

CREATE VIEW v_so_lieu AS
-- Số liệu hiện hành: mỗi ô (chỉ tiêu, đơn vị, kỳ) một dòng; các cột như v_lich_su.
SELECT v_lich_su.* FROM cell JOIN v_lich_su ON v_lich_su.ma_dong = cell.revision_id
WHERE cell.state <> 'withdrawn';

CREATE VIEW v_bao_cao AS
-- Báo cáo đã nhận của các đơn vị, trừ báo cáo đã rút lại cả kỳ.
SELECT
  ke_hoach,                                            -- mã kế hoạch
  ma_don_vi,                                           -- mã đơn vị
  don_vi,                                              -- tên đơn vị
  ma_ky,                                               -- kỳ báo cáo kèm năm: 2022-Q1
  ky,                                                  -- kỳ báo cáo: Q1
  received AS ngay_nhan,                               -- [ngày] ngày nhận được báo cáo
  document_number AS so_van_ban,                       -- số văn bản của đơn vị
  document_date AS ngay_van_ban,                       -- [ngày] ngày văn bản của đơn vị
  CASE kind WHEN 'report' THEN 'báo cáo' ELSE 'bổ sung, điều chỉnh' END AS loai,  -- báo cáo; bổ sung, điều chỉnh
  reason AS ly_do,                                     -- lý do điều chỉnh
  actor AS nguoi_ghi,                                  -- người ghi
  source AS ghi_bang,                                  -- ghi bằng lệnh nào, từ tệp nào
  recorded_at AS ghi_luc,                              -- [giờ] thời điểm ghi sổ
  id AS lan_ghi                                        -- [số] số của lần ghi
FROM standing_entry;

CREATE VIEW v_danh_muc AS
-- Các mục đang có trong danh mục (sản phẩm, sáng kiến…).
SELECT
  entry.ke_hoach,                                      -- mã kế hoạch
  indicator.code AS ma_chi_tieu,                       -- mã chỉ tiêu
  indicator.name AS chi_tieu,                          -- tên chỉ tiêu
  entry.ma_don_vi,                                     -- mã đơn vị báo cáo
  entry.don_vi,                                        -- tên đơn vị báo cáo
  entry.ma_ky,                                         -- kỳ báo cáo kèm năm: 2022-Q1
  entry.ky,                                            -- kỳ báo cáo: Q1
  item.name AS ten,                                    -- tên mục
  item.day AS ngay,                                    -- [ngày] ngày công nhận, hoàn thành
  item.document AS van_ban,                            -- số, ngày văn bản
  owner.name AS don_vi_chu,                            -- đơn vị chủ của mục, nếu khác đơn vị báo cáo
  item.id AS ma_dong                                   -- [số] số của dòng trong sổ
FROM item
JOIN standing_entry AS entry ON entry.id = item.entry_id
JOIN indicator ON indicator.id = item.indicator_id
LEFT JOIN unit AS owner ON owner.id = item.owner_id
WHERE item.withdraws IS NULL
  AND NOT EXISTS (SELECT 1 FROM item AS gone WHERE gone.withdraws = item.id);

CREATE VIEW v_nhiem_vu AS
-- Nhiệm vụ và lời báo cáo mới nhất của từng đơn vị trong từng kỳ.
SELECT
  entry.ke_hoach,                                      -- mã kế hoạch
  task.code AS ma_nhiem_vu,                            -- mã nhiệm vụ
  task.name AS nhiem_vu,                               -- tên nhiệm vụ
  task.lead AS ma_don_vi_chu_tri,                      -- mã đơn vị chủ trì
  task.due AS han,                                     -- [ngày] hạn theo kế hoạch
  (SELECT until FROM task_act WHERE task_id = task.id ORDER BY id DESC LIMIT 1) AS han_moi,  -- [ngày] hạn mới, nếu được gia hạn
  entry.ma_don_vi,                                     -- mã đơn vị báo cáo
  entry.don_vi,                                        -- tên đơn vị báo cáo
  entry.ma_ky,                                         -- kỳ báo cáo kèm năm: 2022-Q1
  entry.ky,                                            -- kỳ báo cáo: Q1
  CASE said.state WHEN 'done' THEN 'đã hoàn thành' WHEN 'doing' THEN 'đang thực hiện'
    ELSE 'chưa thực hiện' END AS trang_thai,           -- đã hoàn thành, đang thực hiện, chưa thực hiện
  said.done AS ngay_hoan_thanh,                        -- [ngày] ngày hoàn thành
  CAST(said.count / CAST('1e' || said.scale AS REAL) AS REAL) AS da_lam,  -- [số] đã làm bao nhiêu
  CAST(said.total / CAST('1e' || said.scale AS REAL) AS REAL) AS tren_tong_so,  -- [số] trên tổng số
  said.result AS ket_qua,                              -- kết quả, sản phẩm
  said.document AS van_ban,                            -- số, ngày văn bản
  entry.recorded_at AS ghi_luc                         -- [giờ] thời điểm ghi sổ
FROM task_note AS said
JOIN standing_entry AS entry ON entry.id = said.entry_id
JOIN task ON task.id = said.task_id
WHERE NOT EXISTS (
  SELECT 1 FROM task_note AS newer JOIN entry AS act ON act.id = newer.entry_id
  WHERE newer.task_id = said.task_id AND newer.id > said.id
    AND act.unit_id = entry.unit_id AND act.period_id = entry.period_id);

CREATE VIEW v_xu_ly_vuong_mac AS
-- Mọi việc đã làm với từng khó khăn, vướng mắc, theo thứ tự ghi.
SELECT
  event.obstacle_id AS ma,                             -- [số] số của khó khăn, vướng mắc
  event.id AS lan_xu_ly,                               -- [số] số của lần xử lý
  CASE event.step WHEN 'assigned' THEN 'giao' WHEN 'answered' THEN 'trả lời'
    ELSE 'khép lại' END AS viec,                       -- giao, trả lời, khép lại
  unit.name AS giao_cho,                               -- đơn vị được giao
  event.due AS han,                                    -- [ngày] hạn trả lời
  event.text AS noi_dung,                              -- ý kiến chỉ đạo, lời trả lời, kết quả
  event.document AS van_ban,                           -- văn bản trả lời
  event.actor AS nguoi_ghi,                            -- người ghi
  event.recorded_at AS ghi_luc                         -- [giờ] thời điểm ghi sổ
FROM obstacle_event AS event LEFT JOIN unit ON unit.id = event.unit_id;

CREATE VIEW v_vuong_mac AS
-- Khó khăn, vướng mắc; tồn tại, hạn chế: ai nêu, đang ở đâu. Rút báo cáo không làm mất dòng.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  obstacle.id AS ma,                                   -- [số] số của khó khăn, vướng mắc
  unit.code AS ma_don_vi,                              -- mã đơn vị nêu
  unit.name AS don_vi,                                 -- tên đơn vị nêu
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  CASE obstacle.kind WHEN 'difficulty' THEN 'khó khăn, vướng mắc' ELSE 'tồn tại, hạn chế' END AS loai,  -- khó khăn, vướng mắc; tồn tại, hạn chế
  obstacle.text AS noi_dung,                           -- nội dung
  obstacle.about AS ve_viec,                           -- mã chỉ tiêu hoặc nhiệm vụ liên quan
  obstacle.cause AS nguyen_nhan,                       -- nguyên nhân
  obstacle.proposal AS kien_nghi,                      -- kiến nghị
  obstacle.directed_to AS gui_den,                     -- kiến nghị với ai
  obstacle.raised AS ngay_neu,                         -- [ngày] ngày nêu
  CASE WHEN last.viec = 'khép lại' THEN 'đã giải quyết'
    WHEN entry.id <= gone.last THEN 'đã rút cùng báo cáo'
    WHEN last.viec = 'trả lời' THEN 'đã trả lời, chưa giải quyết xong'
    WHEN last.viec = 'giao' THEN 'đã giao, chưa trả lời' ELSE 'chưa giao' END AS tinh_trang  -- đang ở đâu
FROM obstacle
LEFT JOIN entry ON entry.id = obstacle.entry_id
JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)
JOIN named_period AS held ON held.id = coalesce(obstacle.period_id, entry.period_id)
LEFT JOIN undone_report AS gone ON gone.unit_id = entry.unit_id AND gone.period_id = entry.period_id
LEFT JOIN v_xu_ly_vuong_mac AS last ON last.lan_xu_ly = (
  SELECT max(id) FROM obstacle_event WHERE obstacle_id = obstacle.id);

CREATE VIEW v_phien_ban AS
-- Các phiên bản kế hoạch đã áp dụng.
SELECT
  plan.code AS ke_hoach,                               -- mã kế hoạch
  plan.title AS ten_ke_hoach,                          -- tên kế hoạch
  plan_version.number AS phien_ban,                    -- [số] phiên bản 1, 2, 3…
  plan_version.effective AS hieu_luc_tu_ky,            -- [số] hiệu lực từ kỳ thứ mấy
  plan_version.decision_number AS so_quyet_dinh,       -- số quyết định điều chỉnh
  plan_version.decision_date AS ngay_quyet_dinh,       -- [ngày] ngày quyết định điều chỉnh
  plan_version.reason AS ly_do,                        -- lý do điều chỉnh
  plan_version.source AS tep,                          -- tên tệp kế hoạch
  plan_version.digest AS ma_sha256,                    -- SHA-256 của tệp kế hoạch
  plan_version.actor AS nguoi_ap_dung,                 -- người áp dụng
  plan_version.recorded_at AS ghi_luc                  -- [giờ] thời điểm ghi sổ
FROM plan_version JOIN plan ON plan.id = plan_version.plan_id;

CREATE VIEW v_duyet AS
-- Các lần tiếp nhận, trả lại báo cáo; mỗi ý kiến về một số liệu là một dòng.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  unit.code AS ma_don_vi,                              -- mã đơn vị
  unit.name AS don_vi,                                 -- tên đơn vị
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  CASE review.opinion WHEN 'accepted' THEN 'đã tiếp nhận' ELSE 'trả lại' END AS y_kien,  -- đã tiếp nhận, trả lại
  review.reason AS ly_do,                              -- vì sao trả lại
  note.about AS ve_viec,                               -- mã chỉ tiêu hoặc nhiệm vụ được góp ý
  note.text AS noi_dung,                               -- ý kiến về chỉ tiêu, nhiệm vụ ấy
  review.actor AS nguoi_duyet,                         -- người duyệt
  review.recorded_at AS ghi_luc,                       -- [giờ] thời điểm ghi sổ
  review.id AS lan_duyet                               -- [số] số của lần duyệt
FROM review
JOIN entry ON entry.id = review.entry_id
JOIN unit ON unit.id = entry.unit_id
JOIN named_period AS held ON held.id = entry.period_id
LEFT JOIN review_note AS note ON note.review_id = review.id;

CREATE VIEW v_dong_bao_cao AS
-- Đóng, mở lại báo cáo: mỗi lần ghi là một dòng, dòng cuối của đơn vị trong kỳ có giá trị.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  unit.code AS ma_don_vi,                              -- mã đơn vị
  unit.name AS don_vi,                                 -- tên đơn vị
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  CASE closing.kind WHEN 'close' THEN 'đóng' ELSE 'mở lại' END AS viec,  -- đóng, mở lại
  closing.decision AS can_cu,                          -- văn bản, ý kiến làm căn cứ
  closing.reason AS ly_do,                             -- lý do
  closing.actor AS nguoi_ghi,                          -- người ghi
  closing.recorded_at AS ghi_luc,                      -- [giờ] thời điểm ghi sổ
  closing.id AS ma_dong                                -- [số] số của dòng trong sổ
FROM closing
JOIN unit ON unit.id = closing.unit_id
JOIN named_period AS held ON held.id = closing.period_id;

CREATE VIEW v_gia_han AS
-- Miễn báo cáo và gia hạn: mỗi lần ghi là một dòng, dòng cuối của đơn vị trong kỳ có giá trị.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  unit.code AS ma_don_vi,                              -- mã đơn vị
  unit.name AS don_vi,                                 -- tên đơn vị
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  CASE relief.kind WHEN 'exempt' THEN 'miễn báo cáo' WHEN 'extend' THEN 'gia hạn'
    ELSE 'bỏ miễn, bỏ gia hạn' END AS loai,            -- miễn báo cáo; gia hạn; bỏ miễn, bỏ gia hạn
  relief.due AS han_theo_ke_hoach,                     -- [ngày] hạn theo kế hoạch
  relief.until AS han_moi,                             -- [ngày] hạn mới, khi gia hạn
  relief.reason AS ly_do,                              -- lý do
  relief.actor AS nguoi_ghi,                           -- người ghi
  relief.recorded_at AS ghi_luc,                       -- [giờ] thời điểm ghi sổ
  relief.id AS ma_dong                                 -- [số] số của dòng trong sổ
FROM relief
JOIN unit ON unit.id = relief.unit_id
JOIN named_period AS held ON held.id = relief.period_id;

CREATE VIEW v_nhac_nho AS
-- Sổ nhắc nhở: mỗi đơn vị được nhắc trong một tin nhắn hoặc công văn là một dòng.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  unit.code AS ma_don_vi,                              -- mã đơn vị được nhắc
  unit.name AS don_vi,                                 -- tên đơn vị được nhắc
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  reminder.step AS buoc,                               -- bước của thang nhắc: T-7, T, T+1…
  CASE reminder.addressee WHEN 'clerk' THEN 'công chức đầu mối' WHEN 'head' THEN 'lãnh đạo đơn vị'
    WHEN 'chairman' THEN 'Chủ tịch' ELSE reminder.addressee END AS nhac_ai,  -- nhắc ai
  CASE reminder.channel WHEN 'chat' THEN 'tin nhắn' ELSE 'công văn' END AS hinh_thuc,  -- tin nhắn, công văn
  substr(dispatch.recorded_at, 1, 10) AS ngay_nhac,    -- [ngày] ngày nhắc
  reminder.due AS han_gui,                             -- [ngày] hạn gửi của đơn vị lúc nhắc
  reminder.owed AS con_thieu,                          -- mã các chỉ tiêu còn thiếu lúc nhắc
  dispatch.text AS noi_dung,                           -- nguyên văn đã gửi
  dispatch.actor AS nguoi_gui,                         -- người gửi
  dispatch.recorded_at AS ghi_luc,                     -- [giờ] thời điểm ghi sổ
  dispatch.id AS ma_van_ban,                           -- [số] số của tin nhắn, công văn
  reminder.id AS ma_dong                               -- [số] số của dòng trong sổ
FROM reminder
JOIN dispatch ON dispatch.id = reminder.dispatch_id
JOIN unit ON unit.id = reminder.unit_id
JOIN named_period AS held ON held.id = reminder.period_id;

CREATE VIEW v_ky_cam_ket AS
-- Sổ ký cam kết, ban hành kế hoạch: mỗi lần ghi là một dòng, kể cả dòng đã sửa hoặc đã hủy.
SELECT
  plan.code AS ke_hoach,                               -- mã kế hoạch
  unit.code AS ma_don_vi,                              -- mã đơn vị ký; trống: cơ quan ban hành kế hoạch
  coalesce(unit.name, 'cơ quan ban hành kế hoạch') AS don_vi,  -- tên đơn vị ký
  CASE signing.paper WHEN 'commitment' THEN 'bản cam kết'
    WHEN 'index' THEN 'cam kết thực hiện bộ chỉ số' ELSE 'kế hoạch của đơn vị' END AS van_ban,  -- văn bản nào
  signing.version AS phien_ban_ke_hoach,               -- [số] ký theo phiên bản kế hoạch nào
  signing.day AS ngay,                                 -- [ngày] ngày ký, ngày ban hành
  signing.number AS so_van_ban,                        -- số văn bản
  signing.signer AS nguoi_ky,                          -- người ký
  signing.title AS chuc_vu,                            -- chức vụ
  signing.counterparty AS ben_nhan,                    -- bên nhận cam kết
  signing.sha256 AS ma_sha256,                         -- SHA-256 của văn bản
  signing.scan_file AS ban_quet,                       -- tệp bản quét
  signing.scan_sha256 AS ban_quet_sha256,              -- SHA-256 của bản quét
  CASE WHEN signing.withdrawn THEN 'hủy' WHEN later.withdrawn THEN 'đã hủy'
    WHEN later.id IS NOT NULL THEN 'đã sửa' ELSE 'còn giá trị' END AS tinh_trang,  -- còn giá trị, đã sửa, đã hủy, hủy
  signing.reason AS ly_do,                             -- lý do sửa, hủy
  signing.actor AS nguoi_ghi,                          -- người ghi
  signing.recorded_at AS ghi_luc,                      -- [giờ] thời điểm ghi sổ
  signing.id AS ma_dong,                               -- [số] số của dòng trong sổ
  signing.supersedes AS thay_cho_dong                  -- [số] dòng mà dòng này thay thế
FROM signing
JOIN plan ON plan.id = signing.plan_id
LEFT JOIN unit ON unit.id = signing.unit_id
LEFT JOIN signing AS later ON later.supersedes = signing.id;

CREATE VIEW v_phat_hanh AS
-- Sổ phát hành: mỗi báo cáo đã phát hành là một dòng.
SELECT
  held.ke_hoach,                                       -- mã kế hoạch
  issued.number AS lan_phat_hanh,                      -- [số] lần phát hành thứ mấy của kế hoạch
  held.ma_ky,                                          -- kỳ báo cáo kèm năm: 2022-Q1
  held.ky,                                             -- kỳ báo cáo: Q1
  issued.as_of AS so_lieu_den_ngay,                    -- [ngày] số liệu biết đến hết ngày này
  issued.version AS phien_ban,                         -- [số] phiên bản kế hoạch dùng để đánh giá
  issued.document_number AS so_van_ban,                -- số của báo cáo, khi văn thư đã cho
  issued.document_date AS ngay_van_ban,                -- [ngày] ngày của báo cáo
  issued.file AS tep,                                  -- tên tệp đã phát hành
  issued.content_sha256 AS ma_sha256,                  -- SHA-256 của tệp
  issued.actor AS nguoi_ghi,                           -- người phát hành
  issued.recorded_at AS ghi_luc                        -- [giờ] thời điểm ghi sổ
FROM issued JOIN named_period AS held ON held.id = issued.period_id;

CREATE VIEW v_cham_diem AS
-- Chấm điểm chỉ số: điểm mới nhất của từng tiêu chí ở từng cột, trừ điểm đã rút lại.
SELECT
  plan.code AS ke_hoach,                               -- mã kế hoạch
  score.criterion AS ma_tieu_chi,                      -- mã tiêu chí
  CASE score.stage WHEN 'self' THEN 'tự chấm' WHEN 'appraised' THEN 'thẩm định'
    ELSE 'công bố' END AS cot,                         -- tự chấm, thẩm định, công bố
  CAST(score.points AS REAL) AS diem,                  -- [số] điểm
  unit.name AS don_vi_chiu_trach_nhiem,                -- đơn vị chịu trách nhiệm về điểm bị trừ
  score.reason AS ly_do,                               -- lý do chấm
  score.cause AS nguyen_nhan,                          -- nguyên nhân mất điểm
  score.remedy AS giai_phap,                           -- giải pháp
  score.document_number AS so_van_ban,                 -- số văn bản thẩm định, công bố
  score.document_date AS ngay_van_ban,                 -- [ngày] ngày văn bản thẩm định, công bố
  score.evidence AS tai_lieu_kiem_chung,               -- tài liệu kiểm chứng
  score.actor AS nguoi_ghi,                            -- người ghi
  score.recorded_at AS ghi_luc                         -- [giờ] thời điểm ghi sổ
FROM score
JOIN plan ON plan.id = score.plan_id
LEFT JOIN unit ON unit.id = score.unit_id
WHERE score.kind = 'set' AND NOT EXISTS (
  SELECT 1 FROM score AS later WHERE later.plan_id = score.plan_id
    AND later.criterion = score.criterion AND later.stage = score.stage AND later.id > score.id);
