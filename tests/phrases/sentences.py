"""Every row of the grammar of figures with example figures: `docs/cau-chu.md`."""

from datetime import date
from pathlib import Path

from cchc.core.plan.plan import Baseline
from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    LessThan,
    MoreThan,
)
from cchc.core.plan.targets.target import Scale
from cchc.core.plan.trajectory import Hold, Points, Step
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Status
from cchc.phrases.figure_beside import body_of, manner_of
from cchc.phrases.figure_phrases import FIGURE_CELLS, verdict_words
from cchc.phrases.grammar import Addressee, Telling, figure_sentence, short_words
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice, short_voice, voice
from tests.core.world import WARDS, indicator
from tests.phrases.example import (
    COUNT,
    LEVEL,
    PLAN,
    RATE,
    ROW,
    SCORE,
    TWO,
    D,
    Example,
    flow,
    level,
    line,
    rate,
    told,
)
from tests.phrases.examples_of_each import EXAMPLES_OF_EACH
from tests.phrases.examples_of_places import EXAMPLES_OF_PLACES

PAGE = Path(__file__).parents[2] / "docs" / "cau-chu.md"
NAMES = {unit.id: unit.name for unit in WARDS}


EXAMPLES = (
    *EXAMPLES_OF_EACH,
    *EXAMPLES_OF_PLACES,
    Example(
        line(
            "Doanh nghiệp thành lập mới",
            COUNT,
            unit="doanh nghiệp",
            previous_year=(D(4), D(6), D(5), D(4)),
        ),
        told(
            (0,),
            (6,),
            (5, 2),
            (2, 2),
            (6, 6, 6, 5),
            (6, 6, 6, 1),
            ("unavailable",),
            (None,),
        ),
    ),
    Example(line("Đăng ký qua mạng", COUNT, target=AtLeast(D(20))), told((0,), (6,))),
    Example(
        line(
            "Dự án mới",
            flow(MoreThan(D(20)), Points((D(5), D(10), D(15), D(20)))),
            unit="dự án",
        ),
        told((6,)),
    ),
    Example(
        line(
            "Doanh nghiệp thành lập mới",
            COUNT,
            unit="doanh nghiệp",
            reporters=TWO,
            lead=None,
        ),
        (({("u1", "Q1"): 3}, "Q1"), ({("u1", "Q1"): 21}, "Q1")),
    ),
    Example(
        line("Cơ sở đăng ký", indicator(ROW.RUNNING, AtLeast(D(20))), unit="cơ sở"),
        (({("u1", "Q1"): 9}, "Q2"),),
    ),
    Example(
        line("Hồ sơ thủ tục hành chính giải quyết đúng hạn", RATE, unit="%"),
        told(
            ("412/415",),
            ("970/1000",),
            ("98/100",),
            ("0/0",),
            ("nil", "nil", "nil", "nil"),
            ("400/415",),
        ),
    ),
    Example(
        line("Nhiệm vụ giao hoàn thành đúng hạn", rate(AtLeast(D(100))), unit="%"),
        told(("86/86",), ("182/183",)),
    ),
    Example(
        line(
            "Tỷ lệ thanh toán trực tuyến",
            replace(
                RATE,
                target=AtLeast(D(40)),
                trajectory=Points((D(20), D(30), D(38), D(40))),
            ),
            unit="%",
        ),
        told(("210/1000",), ("150/1000",)),
    ),
    Example(line("Mức độ hài lòng", LEVEL, unit="%"), told((86,), (83,), (85,))),
    Example(
        line("Tỷ lệ giải ngân vốn", PLAN),
        told((22630,), (22630, 40000), (22630, 44530, 50000, 65340)),
    ),
    Example(
        line(
            "Trường hợp bị Ủy ban nhân dân tỉnh phê bình",
            flow(AtMost(D(0))),
            unit="trường hợp",
        ),
        told((0,), (0, 1), (0, 0, 0, 1)),
    ),
    Example(
        line("Văn bản ban hành sai thể thức", flow(AtMost(D(0))), unit="văn bản"),
        told((0,)),
    ),
    Example(line("Số lần chậm báo cáo", flow(AtMost(D(0)))), told((0,), (2,))),
    Example(
        line("Tỷ lệ hồ sơ trễ hạn", rate(AtMost(D(0))), unit="%"),
        told(("0/200",), ("3/200",)),
    ),
    Example(
        line(
            "Số cuộc họp",
            indicator(
                ROW.FLOW, AtMost(D(216)), Points((D(54), D(108), D(162), D(216)))
            ),
            unit="cuộc",
        ),
        told((0,), (48,), (60,), (217,), (54, 54, 54, 50)),
    ),
    Example(
        line("Tỷ lệ hồ sơ trễ hạn", rate(AtMost(D(1))), unit="%"),
        told(("1/200",), ("3/200",)),
    ),
    Example(
        line("Thời gian giải quyết bình quân", level(AtMost(D(8))), unit="ngày"),
        told((7,), (9,)),
    ),
    Example(
        line("Vốn đối ứng sử dụng", replace(PLAN, target=AtMost(D(100)))),
        told((22630,), (90000,)),
    ),
    Example(
        line("Số lớp bồi dưỡng", flow(Between(D(2), D(4)), Hold()), unit="lớp"),
        told((1,), (3,), (5,)),
    ),
    Example(
        line("Tỷ lệ vốn dự phòng", rate(Between(D(2), D(4))), unit="%"),
        told(("3/100",)),
    ),
    Example(
        line("Tỷ lệ vốn dự phòng", replace(PLAN, target=Between(D(2), D(4)))),
        told((5000,)),
    ),
    Example(
        line("Biên chế hành chính", level(Exactly(D(104))), unit="người"),
        told((104,), (103,), (105,)),
    ),
    Example(
        line(
            "Điểm chỉ số DDCI",
            level(MoreThan(None), Step("Q4")),
            unit="điểm",
            decimals=2,
            baseline=SCORE,
        ),
        told(
            ("66.10",),
            ("65.42",),
            ("65.42", "66.10", "66.10", "66.10"),
            ("64", "64", "64", "64"),
        ),
    ),
    Example(
        line(
            "Điểm chỉ số DDCI",
            level(MoreThan(None), Step("Q4")),
            unit="điểm",
            decimals=2,
        ),
        told((None,), ("66.10",), (None, None, None, None)),
    ),
    Example(
        line(
            "Số hội viên",
            flow(IncreaseBy(D(5), Scale.PERCENT), Step("Q4")),
            unit="hội viên",
            baseline=Baseline(D(200)),
        ),
        told((50, 50, 60, 60)),
    ),
    Example(
        line(
            "Tỷ lệ hồ sơ trực tuyến",
            rate(IncreaseBy(D(5), Scale.POINTS), Step("Q4")),
            unit="%",
            baseline=Baseline(D(40), "2022"),
        ),
        told(("45/100", "45/100", "45/100", "49/100")),
    ),
    Example(
        line(
            "Tỷ lệ giải ngân",
            replace(
                PLAN,
                target=IncreaseBy(D(2), Scale.POINTS),
                baseline=Baseline(D(90), "2022"),
            ),
        ),
        told((40000, 40000, 40000, 50000)),
    ),
    Example(
        line(
            "Thời gian giải quyết bình quân",
            level(DecreaseBy(D(5), Scale.PERCENT), Step("Q4")),
            unit="ngày",
            decimals=1,
            baseline=Baseline(D("8.4"), "2022"),
        ),
        told(("8.4", "8.2", "8", "7.9"), ("8.4", "8.5", "8.5", "8.5")),
    ),
    Example(
        line(
            "Số cuộc họp",
            flow(DecreaseBy(D(10), Scale.PERCENT)),
            unit="cuộc",
            baseline=Baseline(D(240), "2022"),
        ),
        told((54,)),
    ),
    Example(
        line(
            "Tỷ lệ hồ sơ trễ hạn",
            rate(DecreaseBy(D(1), Scale.POINTS), Step("Q4")),
            unit="%",
            baseline=Baseline(D(2), "2022"),
        ),
        told(("1/200", "1/200", "1/200", "1/200")),
    ),
    Example(
        line(
            "Chi thường xuyên",
            replace(
                PLAN,
                target=DecreaseBy(D(2), Scale.POINTS),
                baseline=Baseline(D(98), "2022"),
            ),
        ),
        told((40000, 40000, 40000, 50000)),
    ),
    Example(
        line(
            "Xếp hạng chỉ số cải cách hành chính",
            level(RankAtMost(D(5)), Step("Q4")),
            baseline=Baseline(D(6), "2022"),
        ),
        told((6, 6, 6, 6), (4, 4, 4, 4), (7, 7, 7, 7)),
    ),
    Example(
        line("Xếp hạng chỉ số DDCI", level(RankAtMost(D(5)), Step("Q4"))),
        told((6, 6, 6, 6), (5, 5, 5, 5)),
    ),
    Example(
        line(
            "Ban hành quy chế phối hợp", indicator(ROW.MILESTONE, By(date(2022, 6, 30)))
        ),
        told(
            (None, date(2022, 6, 20)),
            (None, None, date(2022, 7, 15)),
            (date(2022, 3, 1),),
            (None, None, "nil"),
        ),
    ),
    Example(
        line(
            "Được công nhận đạt chuẩn tiếp cận pháp luật",
            indicator(ROW.YES, Yes(), Step("Q4")),
        ),
        told((True,), (False, False, False, False)),
    ),
    Example(line("Có phòng họp không giấy", indicator(ROW.YES, None)), told((True,))),
    Example(
        line("Ngày khai trương trung tâm", indicator(ROW.MILESTONE, None)),
        told((date(2022, 3, 1),)),
    ),
    Example(
        line("Tỷ lệ hồ sơ trễ hạn", rate(LessThan(D("0.5"))), unit="%"),
        told(("1/400",), ("1/200",), ("3/200",)),
    ),
    Example(line("Số đơn tồn đọng", level(AtMost(D(0))), unit="đơn"), told((0,), (3,))),
    Example(line("Nợ xây dựng cơ bản", replace(PLAN, target=AtMost(D(0)))), told((0,))),
    Example(line("Chợ mới", COUNT, unit="chợ"), told((None,)), status=Status.VOID),
    Example(line("Hồ sơ mới tiếp nhận", flow(None), unit="hồ sơ"), told((2150,))),
    Example(line("Dân số", level(None), unit="người"), told((21500,))),
    Example(line("Hồ sơ chứng thực điện tử", rate(None), unit="%"), told(("15/60",))),
    Example(line("Vốn đã thanh toán", replace(PLAN, target=None)), told((22630,))),
)


def example_views() -> tuple[IndicatorView, ...]:
    return tuple(view for example in EXAMPLES for view in example.views())


def sentence(view: IndicatorView, speaker: Voice, reader: Addressee) -> str:
    telling = Telling(view.parts.period.is_last, reader, NAMES)
    return figure_sentence(view, speaker, telling)


def page(vi: Voice | None = None, en: Voice | None = None) -> str:
    """The table of sentences, to be read aloud: `docs/cau-chu.md`."""
    vi, en = vi or voice(Lang.VI), en or voice(Lang.EN)
    lines, kind = [HEAD], ""
    for view in example_views():
        manner = f"{manner_of(view.indicator)} · {body_of(view.indicator)}"
        if manner != kind:
            kind = manner
            lines += [f"\n## {kind}\n", COLUMNS]
        cells = [FIGURE_CELLS[key].words(view, vi) for key in ("target", "actual")]
        cells.append(verdict_words(view, vi, last=view.parts.period.is_last))
        inside, outside = (
            [sentence(view, speaker, reader) for speaker in (vi, en)]
            for reader in (Addressee.INTERNAL, Addressee.SUPERIOR)
        )
        lines.append(f"| {' | '.join((*cells, *inside))} |")
        if outside != inside:
            lines.append(f"| | | *cấp trên* | {' | '.join(outside)} |")
        on_screen = [short_words(view, short_voice(speaker)) for speaker in (vi, en)]
        if any(on_screen):
            lines.append(f"| | | *màn hình* | {' | '.join(on_screen)} |")
    return "\n".join(lines) + "\n"


HEAD = """# Câu chữ: chương trình nói về một con số như thế nào

Trang này do `python -m tests.docs` in ra: mỗi loại chỉ tiêu, mỗi mức đánh giá một câu,
bằng số ví dụ. Lời văn nằm ở `cchc/words/catalogue/vi/figure.po`; sửa ở đó, in lại trang
này rồi đọc thành tiếng.

Mỗi dòng: chỉ tiêu và số liệu như trong bảng, đánh giá, câu trong báo cáo. Dòng
*cấp trên* là câu của báo cáo gửi cấp trên, chỗ nào khác; dòng *màn hình* là dạng ngắn
trên một dòng của màn hình (mã có đuôi `.screen`)."""
COLUMNS = "| Chỉ tiêu | Lũy kế | Đánh giá | Câu | English |\n|---|---|---|---|---|"
