"""The sections of the pages on the plan language: a new row is run and printed."""

from cchc.text.record import Record


class Section(Record):
    """An indicator: its key, the promise in both languages, YAML, what is typed.

    `typed` is what stands in each quarter from the first on; several reporters are
    parted by ` · `.
    """

    group: str
    key: str
    promise: tuple[str, str]
    yaml: str
    typed: tuple[str, ...]


MEASURES = (
    Section(
        "measure",
        "flow",
        (
            "Trong năm thành lập mới ít nhất 20 doanh nghiệp.",
            "At least 20 new firms in the year.",
        ),
        "- {id: dn, name: Doanh nghiệp thành lập mới, measure: flow,"
        " unit: doanh nghiệp, target: {at_least: 20}, lead: vp}",
        ("5", "6"),
    ),
    Section(
        "measure",
        "running",
        (
            "Lũy kế đến cuối năm có 300 hộ đăng ký.",
            "300 households registered by the end of the year, counted since January.",
        ),
        "- {id: ho, name: Hộ đăng ký, measure: running, unit: hộ,"
        " target: {at_least: 300}, lead: vp}",
        ("60", "170"),
    ),
    Section(
        "measure",
        "level",
        (
            "Mức độ hài lòng đạt từ 90 điểm trở lên.",
            "Satisfaction of 90 points or more.",
        ),
        "- {id: hl, name: Mức độ hài lòng, measure: level, unit: điểm, decimals: 2,"
        " target: {at_least: 90}, lead: vp}",
        ("91,25",),
    ),
    Section(
        "measure",
        "rank",
        (
            "Xếp hạng chỉ số tăng ít nhất 01 bậc so với năm 2021.",
            "At least one place up in the ranking on 2021.",
        ),
        "- {id: hang, name: Xếp hạng chỉ số CCHC, measure: rank,"
        ' target: {rises_by: 1}, baseline: {value: 6, period: "2021"}, lead: vp}',
        ("", "", "", "6"),
    ),
    Section(
        "measure",
        "grade",
        (
            "Được xếp loại Tốt về chuyển đổi số.",
            "Graded Tốt in digital transformation.",
        ),
        "- {id: loai, name: Xếp loại chuyển đổi số, measure: grade,"
        " scale: [Yếu, Trung bình, Khá, Tốt], target: {at_least: Tốt}, lead: vp}",
        ("", "", "", "Tốt"),
    ),
    Section(
        "measure",
        "ratio, of: flow",
        (
            "Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98%.",
            "At least 98% of the files settled in time.",
        ),
        "- {id: dh, name: Hồ sơ giải quyết đúng hạn, measure: ratio, of: flow,"
        ' unit: "%", target: {at_least: 98}, reporters: [commune]}',
        ("412/415 · 300/300",),
    ),
    Section(
        "measure",
        "ratio, of: level",
        (
            "Tỷ lệ cán bộ có chứng chỉ đạt 80%.",
            "80% of the staff hold the certificate.",
        ),
        "- {id: cc, name: Cán bộ có chứng chỉ, measure: ratio, of: level,"
        ' unit: "%", target: {at_least: 80}, lead: vp}',
        ("45/60",),
    ),
    Section(
        "measure",
        "ratio, of: plan",
        (
            "Giải ngân 100% kế hoạch vốn được giao.",
            "All of the year's money spent.",
        ),
        "- {id: gn, name: Giải ngân vốn, measure: ratio, of: plan,"
        ' unit: "%", amount: {value: 182500, unit: triệu đồng},'
        " target: {at_least: 100}, trajectory: [15, 40, 65, 100], lead: vp}",
        ("22.630",),
    ),
    Section(
        "measure",
        "milestone",
        (
            "Ban hành Đề án trước ngày 30/6/2022.",
            "The scheme issued by 30 June 2022.",
        ),
        "- {id: da, name: Ban hành Đề án, measure: milestone,"
        " target: {by: 2022-06-30}, lead: vp}",
        ("nil", "20/5/2022"),
    ),
    Section(
        "measure",
        "yes",
        (
            "Được công nhận đạt chuẩn tiếp cận pháp luật.",
            "Recognised as meeting the standard of access to law.",
        ),
        "- {id: ch, name: Được công nhận đạt chuẩn tiếp cận pháp luật, measure: yes,"
        " target: {yes: true}, lead: vp}",
        ("không", "có"),
    ),
)
TARGETS = (
    Section(
        "target",
        "at_least, strive",
        (
            "Thanh toán trực tuyến từ 50%, phấn đấu 60%.",
            "Online payment at 50%, striving for 60%.",
        ),
        "- {id: tt, name: Thanh toán trực tuyến, measure: ratio, of: flow,"
        ' unit: "%", target: {at_least: 50, strive: 60}, lead: vp}',
        ("30/60", "30/60", "30/60", "42/60"),
    ),
    Section(
        "target",
        "at_least: baseline",
        (
            "Điểm chỉ số bằng hoặc cao hơn năm 2021.",
            "A score no less than in 2021.",
        ),
        "- {id: ds, name: Điểm chỉ số, measure: level, unit: điểm, decimals: 2,"
        ' target: {at_least: baseline}, baseline: {value: 65.42, period: "2021"},'
        " lead: vp}",
        ("", "", "", "66,1"),
    ),
    Section(
        "target",
        "more_than",
        (
            "Điểm chỉ số cao hơn năm 2021.",
            "A better score than in 2021.",
        ),
        "- {id: mt, name: Điểm chỉ số, measure: level, unit: điểm, decimals: 2,"
        ' target: {more_than: baseline}, baseline: {value: 65.42, period: "2021"},'
        " lead: vp}",
        ("", "", "", "65,42"),
    ),
    Section(
        "target",
        "less_than",
        ("Tỷ lệ hồ sơ trễ hạn dưới 0,5%.", "Less than 0.5% of the files late."),
        "- {id: th, name: Tỷ lệ hồ sơ trễ hạn, measure: ratio, of: flow,"
        ' unit: "%", target: {less_than: 0.5}, lead: vp}',
        ("1/400",),
    ),
    Section(
        "target",
        "at_most",
        (
            "Không để xảy ra trường hợp nào bị phê bình.",
            "Not one case that is reprimanded.",
        ),
        "- {id: pb, name: Trường hợp bị phê bình, measure: flow,"
        " unit: trường hợp, target: {at_most: 0}, lead: vp}",
        ("0", "1"),
    ),
    Section(
        "target",
        "exactly",
        ("Giữ đúng 104 biên chế.", "Exactly 104 posts."),
        "- {id: bc, name: Biên chế, measure: level, unit: người,"
        " target: {exactly: 104}, lead: vp}",
        ("104",),
    ),
    Section(
        "target",
        "between",
        ("Tổ chức từ 2 đến 4 lớp.", "Two to four courses."),
        "- {id: lop, name: Số lớp bồi dưỡng, measure: flow, unit: lớp,"
        " target: {between: [2, 4]}, lead: vp}",
        ("1", "2"),
    ),
    Section(
        "target",
        "increase_by",
        (
            "Hồ sơ trực tuyến tăng 5 điểm phần trăm so với năm 2021.",
            "Online files up 5 percentage points on 2021.",
        ),
        "- {id: tx, name: Hồ sơ trực tuyến, measure: ratio, of: flow,"
        ' unit: "%", target: {increase_by: 5, in: points},'
        ' baseline: {value: 40, period: "2021"}, lead: vp}',
        ("45/100", "45/100", "45/100", "49/100"),
    ),
    Section(
        "target",
        "decrease_by",
        (
            "Thời gian giải quyết giảm ít nhất 5% so với năm 2021.",
            "The time to settle a file down 5% on 2021.",
        ),
        "- {id: tg, name: Thời gian giải quyết bình quân, measure: level,"
        " unit: ngày, decimals: 1, target: {decrease_by: 5, in: percent},"
        ' baseline: {value: 8.4, period: "2021"}, lead: vp}',
        ("", "", "", "7,9"),
    ),
    Section(
        "target",
        "rank_at_most",
        (
            "Xếp hạng từ thứ 5 trở lên, phấn đấu thứ 3.",
            "The fifth place or better, striving for the third.",
        ),
        "- {id: xh, name: Xếp hạng DDCI, measure: rank,"
        " target: {rank_at_most: 5, strive: 3}, lead: vp}",
        ("7", "", "", "4"),
    ),
    Section(
        "target",
        "rises_by",
        ("Tăng 02 bậc so với năm 2021.", "Two places up on 2021."),
        "- {id: tb, name: Xếp hạng PAR INDEX, measure: rank,"
        ' target: {rises_by: 2}, baseline: {value: 9, period: "2021"}, lead: vp}',
        ("", "", "", "7"),
    ),
    Section(
        "target",
        "by, from",
        (
            "Thực hiện từ ngày 01/7, hoàn thành trong năm.",
            "Begun on 1 July, done within the year.",
        ),
        "- {id: sh, name: Số hóa hồ sơ địa giới, measure: milestone,"
        " target: {by: 2022-12-31, from: 2022-07-01}, lead: vp}",
        ("", "nil"),
    ),
    Section(
        "target",
        "assigned_later",
        (
            "Thu ngân sách theo chỉ tiêu tỉnh giao (giao sau).",
            "Revenue as the province will assign.",
        ),
        "- {id: ns, name: Thu ngân sách, measure: flow, unit: triệu đồng,"
        " target: {assigned_later: chờ UBND tỉnh giao}, lead: vp}",
        ("1.200",),
    ),
    Section(
        "target",
        "each",
        (
            "Từng xã giải quyết đúng hạn từ 99% hồ sơ trở lên.",
            "Every commune answers at least 99% of its cases in time.",
        ),
        "- {id: dh, name: Tỷ lệ hồ sơ giải quyết đúng hạn, measure: ratio, of: flow,"
        ' unit: "%", target: {at_least: 99, each: commune}}',
        ("400/400 · 197/200",),
    ),
    Section(
        "target",
        "each, share",
        (
            "Ít nhất 50% số xã có mô hình mới.",
            "At least 50% of the communes have a new model.",
        ),
        "- {id: mh, name: Mô hình mới, measure: flow, unit: mô hình,"
        " target: {at_least: 1, each: commune, share: 50}}",
        ("1 · 0",),
    ),
    Section(
        "target",
        "each: {…}",
        (
            "Phòng đạt 90%, xã đạt 70% văn bản điện tử.",
            "90% of the papers of departments, 70% of those of communes are digital.",
        ),
        '- {id: vb, name: Tỷ lệ văn bản điện tử, measure: ratio, of: flow, unit: "%",'
        " target: {each: {department: {at_least: 90}, commune: {at_least: 70}}}}",
        ("95/100 · 80/100 · 60/100",),
    ),
)
TRAJECTORIES = (
    Section(
        "trajectory",
        "linear",
        ("Chia đều cho các quý.", "Even parts by quarters."),
        "- {id: t1, name: Dự án mới, measure: flow, unit: dự án,"
        " target: {at_least: 8}, trajectory: linear, lead: vp}",
        ("1",),
    ),
    Section(
        "trajectory",
        "hold",
        ("Quý nào cũng phải giữ mức ấy.", "The level is held in every quarter."),
        "- {id: t2, name: Tỷ lệ đúng hạn, measure: ratio, of: flow,"
        ' unit: "%", target: {at_least: 98}, trajectory: hold, lead: vp}',
        ("95/100",),
    ),
    Section(
        "trajectory",
        "[…]",
        (
            "Quý I 15, quý II 34, quý III 53, cả năm 73 doanh nghiệp.",
            "15, 34, 53 and 73 firms by the end of each quarter.",
        ),
        "- {id: t3, name: Doanh nghiệp mới, measure: flow, unit: doanh nghiệp,"
        " target: {at_least: 73}, trajectory: [15, 34, 53, 73], lead: vp}",
        ("15", "19"),
    ),
    Section(
        "trajectory",
        "{DATE: …}",
        (
            "Đến 31/5 đạt 50%, đến cuối năm đạt 80%.",
            "50% by 31 May, 80% by the end of the year.",
        ),
        "- {id: t4, name: Hồ sơ trực tuyến, measure: ratio, of: flow,"
        ' unit: "%", target: {at_least: 80},'
        " trajectory: {2022-05-31: 50, 2022-12-14: 80}, lead: vp}",
        ("40/100", "55/100"),
    ),
    Section(
        "trajectory",
        "step",
        (
            "Từ quý III mới thực hiện.",
            "Nothing is asked before the third quarter.",
        ),
        "- {id: t5, name: Chợ mới, measure: flow, unit: chợ,"
        " target: {at_least: 2}, trajectory: {step: Q3}, lead: vp}",
        ("", "", "1"),
    ),
)
SECTIONS = (*MEASURES, *TARGETS, *TRAJECTORIES)
