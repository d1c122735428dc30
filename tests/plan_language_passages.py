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
)
