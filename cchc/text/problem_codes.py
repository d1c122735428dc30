"""Every fault the program can find, by the code that people and papers quote."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import StrEnum
else:

    class _Members(type):
        """What a program asks of a closed list: its members by name and in order."""

        def __init__(cls, name: str, bases: tuple[type, ...], body: dict) -> None:
            super().__init__(name, bases, body)
            cls.__members__ = {}
            for key, text in body.items():
                if key.isupper():
                    member = cls.__members__[key] = str.__new__(cls, text)
                    member.name, member.value = key, text
                    setattr(cls, key, member)

        def __iter__(cls) -> Iterator[str]:
            return iter(cls.__members__.values())

        def __getitem__(cls, name: str) -> str:
            return cls.__members__[name]

    class StrEnum(str, metaclass=_Members):
        """Of 260 members, `enum` would make each in 80,000 steps, at every start."""

        __slots__ = ("name", "value")

        def __repr__(self) -> str:
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"


class ProblemCode(StrEnum):
    """Every fault the program can find in what people wrote.

    P1xx the text and shape of a YAML file; P2xx what a plan promises; P3xx a report;
    P4xx the database; P5xx the command line; P6xx papers and templates; P7xx forms
    and sheets that units fill in.
    """

    FILE_MISSING = "P101"
    FILE_UNREADABLE = "P102"
    NOT_UTF8 = "P103"
    FILE_TOO_BIG = "P104"
    NOT_YAML = "P105"
    TAB_INDENT = "P106"
    UNQUOTED = "P107"
    DUPLICATE_KEY = "P108"
    ALIAS = "P109"
    TOO_DEEP = "P110"
    EMPTY_FILE = "P111"
    UNKNOWN_KEY = "P112"
    MISSING_KEY = "P113"
    WRONG_SHAPE = "P114"
    NOT_A_NUMBER = "P115"
    NOT_A_DATE = "P116"
    NOT_A_CHOICE = "P117"
    NOT_A_FLAG = "P118"
    NOT_AN_ID = "P119"
    NOT_WHOLE = "P120"
    TOO_MANY_DIGITS = "P121"
    SEVERAL_DOCUMENTS = "P122"
    NOT_YAML_NAME = "P123"
    TAG = "P124"
    DUPLICATE_ACROSS_FILES = "P125"
    EMPTY_TEXT = "P126"
    CONTROL_CHARACTER = "P127"
    SECOND_COLON = "P128"
    UNCLOSED_QUOTE = "P129"
    WRONG_INDENT = "P130"
    UNCLOSED_BRACKET = "P131"
    BAD_ESCAPE = "P132"
    COLON_NEEDS_SPACE = "P133"
    NO_COLON = "P134"
    TOO_MANY_NODES = "P135"
    KEY_NOT_TEXT = "P136"
    LIST_EXPECTED = "P137"
    KEYS_EXPECTED = "P138"
    NUMBER_GROUPED = "P139"
    TARGET_KINDS = "P140"
    TWO_ENDS = "P141"
    FOLDER_EMPTY = "P142"
    COMMA_PARTS = "P143"
    NOT_A_STEP = "P144"
    TWO_READINGS = "P145"
    TEXT_TOO_LONG = "P146"

    DUPLICATE_ID = "P201"
    UNKNOWN_UNIT = "P202"
    UNKNOWN_GROUP_OR_UNIT = "P203"
    UNKNOWN_AREA = "P204"
    UNKNOWN_PROFILE = "P205"
    UNKNOWN_PERIOD = "P206"
    UNKNOWN_INDICATOR = "P207"
    UNKNOWN_ROLE_HOLDER = "P208"
    UNIT_CYCLE = "P209"
    GROUP_CYCLE = "P210"
    NOTHING_PROMISED = "P211"
    TARGET_IMPOSSIBLE = "P212"
    TARGET_UNFIT = "P213"
    BASELINE_MISSING = "P214"
    TRAJECTORY_LENGTH = "P215"
    TRAJECTORY_FALLS = "P216"
    TRAJECTORY_MISSES = "P217"
    TRAJECTORY_MISSING = "P218"
    TRAJECTORY_UNFIT = "P219"
    PROFILE_ENDS = "P220"
    ALLOT_SHORT = "P221"
    ALLOT_UNFIT = "P222"
    AMOUNT_MISSING = "P223"
    KEY_UNFIT = "P224"
    NO_REPORTER = "P225"
    DATE_OUTSIDE = "P226"
    DUE_ON_DAY_OFF = "P227"
    PERIODS_OVERLAP = "P228"
    UNUSED = "P229"
    PREVIOUS_LENGTH = "P230"
    CHECK_UNREADABLE = "P231"
    UNIT_MISSING = "P232"
    SETTLES_EARLY = "P233"
    PERIOD_UNDATED = "P234"
    VERSION_UNKNOWN = "P235"
    YEAR_ODD = "P236"
    UNKNOWN_ROLE = "P237"
    LEAD_SILENT = "P238"
    ALLOT_OVER = "P239"

    PLAN_CHANGED = "P240"
    PLAN_NEEDS_DECISION = "P241"
    PLAN_ORPHANS = "P242"
    PLAN_OTHER_YEAR = "P243"
    PLAN_NONE = "P244"
    PLAN_EFFECTIVE_PAST = "P245"
    DATES_BACKWARDS = "P246"
    FRACTION_UNFIT = "P247"
    PLAN_DECISION_LATE = "P248"
    PLAN_EFFECTIVE_CLOSED = "P249"
    PLAN_MEANING = "P250"
    PLAN_RENAMED = "P251"
    SUCCESSOR_IDLE = "P252"
    SUCCESSOR_EARLY = "P253"
    PLAN_VERSION_NONE = "P254"
    REPORTERS_ENDED = "P255"
    PLAN_DECISION_AHEAD = "P256"
    REMINDER_TWICE = "P257"
    LETTER_EARLY = "P258"
    PART_LOWERED = "P261"
    PART_LATER = "P262"
    PART_MISSING = "P263"
    PART_UNKNOWN = "P264"
    PART_OTHER = "P265"
    ABOVE_UNNAMED = "P266"
    ABOVE_OTHER = "P267"
    NOT_SHARED = "P268"
    SHARE_UNREADABLE = "P269"
    SHARE_STRANGER = "P270"
    SHARE_NOTHING = "P271"
    SHARE_OVER = "P272"
    SHARE_NO_LAST_YEAR = "P273"

    REPORT_UNKNOWN_UNIT = "P301"
    REPORT_UNKNOWN_PERIOD = "P302"
    REPORT_UNKNOWN_KEY = "P303"
    REPORT_NOT_REPORTER = "P304"
    REPORT_EMPTY = "P305"
    NUMBER_UNREADABLE = "P306"
    NUMBER_OTHER_WAY = "P307"
    NUMBER_AMBIGUOUS = "P308"
    NUMBER_DIGITS = "P309"
    NUMBER_TOO_BIG = "P310"
    NUMBER_NEGATIVE = "P311"
    NUMBER_NOT_RATIO = "P312"
    RATIO_ABOVE_ONE = "P313"
    RATIO_OTHER_PLAN = "P314"
    RATIO_ZERO = "P315"
    VALUE_UNFIT = "P316"
    DATE_UNREADABLE = "P317"
    DATE_FUTURE = "P318"
    RUNNING_FALLS = "P319"
    CUMULATIVE_FALLS = "P320"
    CUMULATIVE_GAP = "P321"
    ITEM_TWICE = "P322"
    ITEM_ELSEWHERE = "P323"
    ITEM_NAMELESS = "P324"
    REASON_NEEDED = "P325"
    HUNDRED_TIMES = "P326"
    TASK_STATE_UNREADABLE = "P327"
    TASK_NOT_YOURS = "P328"
    TASK_COUNT = "P329"
    PERIOD_NOT_OPEN = "P330"
    EVIDENCE_MISSING = "P331"
    NOTHING_TO_WITHDRAW = "P332"
    KEY_TWICE = "P333"
    ABOUT_UNKNOWN = "P334"
    ITEM_OUTSIDE = "P335"
    REPORT_NO_VALUE = "P336"
    REASON_UNREADABLE = "P337"
    EXAMPLE_UNKNOWN = "P338"
    UNIT_NOT_THERE = "P339"
    NAME_OF_SEVERAL = "P340"
    RECORDED_LATER = "P341"
    UNTIL_NOT_LATER = "P342"
    RELIEF_SAME = "P343"
    EXEMPT_AFTER_REPORT = "P344"
    UNIT_OWES_NOTHING = "P345"
    DATE_IMPOSSIBLE = "P346"
    NUMBER_SPACED = "P347"
    CHECK_FAILED = "P351"
    CHECK_DOUBTFUL = "P352"
    CHECK_GAP = "P353"
    CHECK_GAP_DOUBTFUL = "P354"
    REVIEW_NOT_ASKED = "P371"
    REVIEW_NOTHING = "P372"
    REVIEW_INCOMPLETE = "P373"
    REVIEW_TWICE = "P374"
    EVIDENCE_UNSAFE = "P375"
    EVIDENCE_OUTSIDE = "P376"
    EVIDENCE_UNKEPT = "P377"
    CHECK_PENDING = "P355"
    SIGN_TWICE = "P381"
    SIGN_REASON = "P382"
    SIGN_NOTHING = "P383"
    SIGN_OUTSIDE = "P384"
    SIGN_BEFORE_DECISION = "P385"
    SIGN_AHEAD = "P386"
    SIGN_PAPER_UNKNOWN = "P387"
    SIGN_NO_SUPERIOR = "P388"
    SIGN_NOT_THERE = "P389"
    OBSTACLE_NONE = "P391"
    OBSTACLE_CLOSED = "P392"
    OBSTACLE_WITHDRAWN = "P393"
    OBSTACLE_WORDLESS = "P394"
    OBSTACLE_KIND = "P395"
    OBSTACLE_DUE_PAST = "P396"
    OBSTACLE_TWICE = "P397"

    DB_MISSING = "P401"
    DB_NOT_OURS = "P402"
    DB_NEWER = "P403"
    DB_DIRECTORY = "P404"
    DB_READ_ONLY = "P405"
    DB_LOCKED = "P406"
    DB_DAMAGED = "P407"
    DISK_FULL = "P408"
    DB_EMPTY = "P409"
    DB_NO_FOLDER = "P410"
    DB_EXISTS = "P411"
    SQLITE_OLD = "P412"
    DB_UNREADABLE = "P413"

    PERIOD_UNREADABLE = "P501"
    AS_OF_UNREADABLE = "P502"
    FORMAT_UNKNOWN = "P503"
    OUTPUT_UNWRITABLE = "P504"
    FOLDER_NOT_EMPTY = "P505"
    LANG_UNKNOWN = "P506"
    UNIT_UNKNOWN = "P507"
    AREA_UNKNOWN = "P508"
    OPTION_CLASH = "P509"
    FILE_EXISTS = "P511"
    UNIT_IDLE = "P512"
    VERB_UNKNOWN = "P518"
    WHY_UNKNOWN = "P520"
    TABLE_UNKNOWN = "P521"
    ISSUED_NONE = "P522"
    ISSUED_NUMBER = "P523"
    ISSUED_EARLY = "P524"
    OUTPUT_PROTECTED = "P525"
    SEAL_CODE = "P526"
    VALUE_EMPTY = "P531"
    PAPER_UNREADABLE = "P532"

    TEMPLATE_BROKEN = "P601"
    TEMPLATE_UNDEFINED = "P602"
    TEMPLATE_UNSAFE = "P603"
    TEMPLATE_OUTSIDE = "P604"
    TEMPLATE_UNSHOWABLE = "P605"
    TEMPLATE_NOT_WORD = "P606"
    TEMPLATE_NO_BODY = "P607"

    FORM_NOT_EXCEL = "P701"
    FORM_OLD = "P702"
    FORM_MACRO = "P703"
    FORM_TOO_BIG = "P704"
    FORM_DAMAGED = "P705"
    FORM_NOT_OURS = "P706"
    FORM_MIXED = "P707"
    FORM_OTHER_VERSION = "P708"
    FORM_OTHER_PLAN = "P709"
    FORM_ROW_LOST = "P710"
    FORM_ROW_UNKNOWN = "P711"
    FORM_HEAD_LOST = "P712"
    FORM_FORMULA = "P713"
    FORM_MERGED = "P714"
    FORM_DATE = "P715"
    FORM_FLAG = "P716"
    FORM_ERROR = "P717"
    FORM_LONG = "P718"
    FORM_STRAY = "P719"
    FORM_CHOICE = "P720"
    FORM_STATE_CLASH = "P721"
    FORM_STATE_ALONE = "P722"
    FORM_TASK_STATE = "P723"
    FORM_NONE_FOUND = "P724"
    FORM_ENCODING = "P725"
    FORM_EMPTY = "P726"
    FORM_OBSTACLE = "P727"
    FORM_ROW_NAMED = "P728"
    FORM_ROW_MOVED = "P729"
    FORM_OTHER_UNIT = "P730"
    FORM_OTHER_PERIOD = "P731"
    FORM_OUTSIDE = "P732"


WARNINGS = frozenset(
    {
        ProblemCode.UNUSED,
        ProblemCode.BASELINE_MISSING,
        ProblemCode.DUE_ON_DAY_OFF,
        ProblemCode.YEAR_ODD,
        ProblemCode.PLAN_CHANGED,
        ProblemCode.PLAN_EFFECTIVE_CLOSED,
        ProblemCode.REPORTERS_ENDED,
        ProblemCode.HUNDRED_TIMES,
        ProblemCode.ITEM_ELSEWHERE,
        ProblemCode.ITEM_OUTSIDE,
        ProblemCode.CHECK_DOUBTFUL,
        ProblemCode.CHECK_GAP_DOUBTFUL,
        ProblemCode.CHECK_PENDING,
        ProblemCode.FORM_ROW_MOVED,
        ProblemCode.FORM_OUTSIDE,
    }
)
