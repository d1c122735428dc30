"""Passages of the pages on the plan language: keys beside the indicators."""

from cchc.text.record import Record


class Passage(Record):
    """Keys beside the indicators, with a few words and an example that is read."""

    title: tuple[str, str]
    text: tuple[str, str]
    yaml: str


PASSAGES = (
    Passage(
        ("Đường tiến độ chung (`profiles`)", "Shares of the year (`profiles`)"),
        (
            "Tỷ lệ của cả năm đến hết từng kỳ, dùng cho nhiều chỉ tiêu.",
            "The share of the year by the end of each period, for several indicators.",
        ),
        """\
profiles: {giai-ngan: ["0.15", "0.40", "0.65", "1"]}
indicators:
  - id: von
    name: Giải ngân vốn
    measure: ratio
    of: plan
    unit: "%"
    amount: {value: 182500, unit: triệu đồng}
    target: {at_least: 100}
    trajectory: {profile: giai-ngan}
    lead: vp
""",
    ),
    Passage(
        ("Năm trước (`previous_year`)", "The year before (`previous_year`)"),
        (
            (
                "Số của từng kỳ năm trước (đếm được thì riêng từng kỳ, `null` khi không"
                " có). Sổ có kế hoạch năm trước thì không phải ghi: số cùng kỳ đọc từ"
                " sổ theo mã chỉ tiêu; ghi khác sổ thì dùng số ghi ở đây, và nơi in ra"
                " nói rõ là theo kế hoạch."
            ),
            (
                "The figure of each period of the year before (counts of each period"
                " alone, `null` where there is none). Where the ledger holds last"
                " year's plan nothing need be written: the figure is read from it by"
                " the indicator's id; what is written otherwise here is used instead,"
                " and said to be the plan's."
            ),
        ),
        """\
indicators:
  - id: dn
    name: Doanh nghiệp thành lập mới
    measure: flow
    unit: doanh nghiệp
    target: {at_least: 73}
    previous_year: [12, 18, 11, 20]
    lead: vp
""",
    ),
    Passage(
        (
            "Hạn theo quý, tháng (`due`)",
            "Due in a quarter or a month (`due`)",
        ),
        (
            (
                "Ngày cuối của quý, tháng ấy; kế hoạch nhiều năm thì phải ghi năm,"
                " thiếu năm bị hỏi lại."
            ),
            (
                "The last day of that quarter or month; in a plan of several years the"
                " year is part of it, and is asked for where it is missing."
            ),
        ),
        """\
calendar: {basis: calendar, years: 5}
tasks:
  - {id: "1", name: Sơ kết giữa kỳ, lead: vp, due: Quý IV/2023}
  - {id: "2", name: Khảo sát sự hài lòng, lead: vp, due: tháng 3/2024}
""",
    ),
    Passage(
        ("Lịch báo cáo (`calendar`, `every`)", "The calendar (`calendar`, `every`)"),
        (
            (
                "Tháng, quý, 6 tháng, năm, năm tài chính, nhiều năm, kỳ tự đặt; một chỉ"
                " tiêu báo cáo hằng tháng trong kế hoạch theo quý:"
                " [Lịch và cơ quan](lich-va-co-quan.md)."
            ),
            (
                "Months, quarters, half-years, years, fiscal years, several years,"
                " periods written out; a figure every month in a plan of quarters:"
                " [Calendar and bodies](calendar-and-bodies.md)."
            ),
        ),
        """\
calendar: {basis: calendar, starts: 4, every: quarter, due_after: 5}
indicators:
  - id: hs
    name: Hồ sơ tiếp nhận
    every: month
    measure: flow
    unit: hồ sơ
    target: {at_least: 900}
    lead: vp
""",
    ),
    Passage(
        (
            "Cơ quan và văn bản (`subject`, `unit_kinds`, `grounds`)",
            "Bodies and papers (`subject`, `unit_kinds`, `grounds`)",
        ),
        (
            "Tên gọi, người ký, căn cứ: [Lịch và cơ quan](lich-va-co-quan.md).",
            "Bodies, signers: [Calendar and bodies](calendar-and-bodies.md).",
        ),
        """\
subject: công tác an toàn giao thông
grounds:
  - {text: "Chỉ thị số 10/CT-TTg ngày 19/4/2023", from: 2023-04-19}
unit_kinds:
  commune: {body: Ủy ban nhân dân, symbol: UBND, place: own}
indicators:
  - {id: vu, name: Vụ tai nạn, measure: flow, unit: vụ, target: {at_most: 10}, lead: vp}
""",
    ),
    Passage(
        ("Các phần của một chỉ tiêu (`parts`)", "Parts of a figure (`parts`)"),
        (
            (
                "Nam và nữ, theo lĩnh vực, theo nguồn: mỗi phần có số riêng, gõ "
                "`hv=520 hv.nam=260 hv.nu=260`. Các phần của một cách chia cộng "
                "lại phải bằng số chung; với `parts_cover: partly` thì không vượt"
                " số chung. Phần có mức riêng được đánh giá riêng dưới chỉ tiêu, "
                "không vào đánh giá của chỉ tiêu. Dùng cho flow, running, level, "
                "ratio."
            ),
            (
                "Men and women, fields, sources: each part has figures of its "
                "own, typed as `hv=520 hv.nam=260 hv.nu=260`. The parts of one "
                "way of dividing add up to the whole; with `parts_cover: partly` "
                "they do not exceed it. A part with a target is judged under the "
                "whole and never enters its verdict. For flow, running, level and"
                " ratio."
            ),
        ),
        """\
indicators:
  - id: hv
    name: Số lượt người được bồi dưỡng
    measure: flow
    unit: người
    target: {at_least: 500}
    parts: {gioi: {nam: null, nữ: {at_least: 250}}}
    lead: vp
""",
    ),
    Passage(
        ("Trọng số (`weight`)", "Weights (`weight`)"),
        (
            (
                "Của nội dung cam kết và chỉ tiêu; tổng của một bậc là 100, khác "
                "thì `plan check` lưu ý. Trọng số không đổi đánh giá nào."
            ),
            (
                "Of commitments and indicators; those of one level make 100, else"
                " `plan check` warns. A weight changes no verdict."
            ),
        ),
        """\
commitments:
  - id: ck-1
    name: Hồ sơ đúng hạn
    weight: 60
    indicators:
      - {id: a, name: Trễ hạn, measure: flow, unit: hồ sơ, target: {at_most: 0},
         lead: vp}
  - id: ck-2
    name: Mô hình mới
    weight: 40
    indicators:
      - {id: b, name: Mô hình, measure: flow, unit: mô hình, target: {at_least: 2},
         lead: vp}
""",
    ),
    Passage(
        ("Bảng số liệu (`tables`)", "Tables (`tables`)"),
        (
            (
                "Số đầu kỳ, tăng, giảm, số cuối kỳ của một việc. Mỗi cột là một số "
                "liệu thống kê: `ho-so.truc-tuyen`, có dòng thì "
                "`ho-so.dat-dai.truc-tuyen`. Đầu kỳ + tăng = giảm + cuối kỳ ở từng "
                "đơn vị, toàn cơ quan, từng kỳ, 6 tháng, cả năm; đầu kỳ bằng cuối "
                "kỳ trước (`carried: warning`: chỉ nhắc); số đầu năm là số đầu của "
                "kỳ thứ nhất. `names` đặt tên in cho cột, dòng, loại dòng, nhóm cột "
                "và tổng; mã quen dùng như trên có sẵn tên, mã lạ mà chưa đặt tên "
                "thì được nhắc; `totals` in thêm tổng của vài cột liền nhau. Trong "
                "biểu mẫu bảng là một trang, trong báo cáo là bảng D."
            ),
            (
                "What was there, came, went and is left of one thing. Each column "
                "is a statistic: `ho-so.truc-tuyen`, with rows "
                "`ho-so.dat-dai.truc-tuyen`. Opening + in = out + closing for each "
                "unit, the office, each period, the half-year, the year; a period "
                "opens with what the last one left (`carried: warning` only tells); "
                "the year opens with its first period. `names` are what columns, "
                "rows, the kind of rows, groups and totals are called in print; usual "
                "ids as these have names, others are told when they have none; "
                "`totals` adds sums of neighbouring columns. A table is one page of "
                "the form and table D of the report."
            ),
        ),
        """\
tables:
  - id: ho-so
    name: Giải quyết hồ sơ
    unit: hồ sơ
    reporters: [commune]
    rows: {linh-vuc: [dat-dai, tu-phap]}
    opening: ky-truoc
    in: [truc-tuyen, truc-tiep, bcci]
    out: [truoc-han, dung-han, qua-han, tra-lai]
    closing: [con-han, tre-han]
    totals: {da-giai-quyet: [truoc-han, dung-han, qua-han]}
    names: {dat-dai: Đất đai, tu-phap: Tư pháp, in: Mới}
""",
    ),
    Passage(
        ("Bảng chấm điểm chỉ số (`scorecard`)", "The score sheet (`scorecard`)"),
        (
            (
                "Mã như trong bộ tiêu chí; dòng có mã đứng đầu các dòng khác là mục, "
                "điểm bằng tổng các tiêu chí. Mỗi tiêu chí chấm bằng một cách: `from` "
                "(chỉ tiêu và các mức `scores`, lấy mức tốt nhất đã đạt; `between: "
                "linear` tính theo tỷ lệ giữa hai mức; không có `scores`: đạt được "
                "trọn điểm, chưa đạt theo tỷ lệ hoàn thành), `each_done` (nhiệm vụ mọi "
                "đơn vị phải làm xong), `self` (cơ quan tự chấm: `cchc score add`). "
                "Điểm chỉ chắc khi báo cáo sau không đổi được nữa, trước đó là một "
                "khoảng; tự chấm, thẩm định, công bố là ba cột riêng. Xem `cchc score "
                "list`, `cchc export --kind score`, `cchc why 3.1`."
            ),
            (
                "Ids are those of the index; a row whose id begins others is their "
                "heading and has the sum of their points. A criterion is scored in one "
                "way: `from` (an indicator and levels in `scores`, the best level "
                "reached; `between: linear` in proportion between two levels; without "
                "`scores` all points when the target is reached, else in proportion to "
                "the percent achieved), `each_done` (a task that all who have to have "
                "done), `self` (scored by the office with `cchc score add`). Points "
                "are certain once no later report can change them, and a span before "
                "that; self-scored, appraised and published are three columns. See "
                "`cchc score list`, `cchc export --kind score`, `cchc why 3.1`."
            ),
        ),
        """\
indicators:
  - {id: han, name: Hồ sơ đúng hạn, measure: ratio, of: flow, unit: "%", lead: vp,
     target: {at_least: 98}}
tasks:
  - {id: kh, name: Ban hành kế hoạch, lead: vp, due: 2022-03-31}
scorecard:
  - {id: "1", name: "Chỉ đạo, điều hành", points: 1.5}
  - {id: "1.1", name: Ban hành kế hoạch, points: 1, owner: vp, each_done: kh}
  - {id: "1.2", name: Sáng kiến, points: 0.5, owner: vp, self: true}
  - {id: "3", name: Thủ tục hành chính, points: 2}
  - {id: "3.1", name: Giải quyết đúng hạn, points: 2, owner: vp, from: han,
     scores: {98: 2, 95: 1, 90: 0.5}, between: linear}
""",
    ),
)
