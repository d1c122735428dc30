"""Build the site of these pages: `python -m tests.site [FOLDER]`, `site` by default.

Two halves of one quiet, static site, in which nothing is fetched from elsewhere:
Vietnamese for officers, English for all under `en/`. Needs `pip install '.[docs]'`.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from re import sub
from subprocess import PIPE, run
from tempfile import TemporaryDirectory

import yaml

from cchc.text.record import Record

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ABOVE = ("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "tests/verdicts/SILENT.md")
"""Pages that lie elsewhere, and among the docs on the site."""
Nav = Mapping[str, str | Mapping[str, str]]


class Half(Record):
    """The pages of one language, by their titles, in their order."""

    lang: str
    title: str
    about: str
    home: str
    other: tuple[str, str]
    nav: Nav


HALVES = (
    Half(
        "vi",
        "cchc",
        "Theo dõi cam kết cải cách hành chính",
        "README.md",
        ("English", "./en/"),
        {
            "Mở đầu": "index.md",
            "Dùng hằng ngày": {
                "Một quý từ đầu đến cuối": "huong-dan.md",
                "Các lệnh": "cli.md",
                "Mọi mã lỗi và cách sửa": "ma-loi.md",
                "Phép kiểm tra số liệu": "phep-kiem-tra.md",
                "Sổ tính của cơ quan khác": "lien-ket.md",
            },
            "Viết kế hoạch": {
                "Ngôn ngữ kế hoạch": "ngon-ngu-ke-hoach.md",
                "Lịch và cơ quan": "lich-va-co-quan.md",
                "Lỗi của tệp kế hoạch": "errors.md",
                "Ví dụ Sa Đéc 2022": "sa-dec-2022.md",
            },
            "Nên biết": {
                "Câu chữ của báo cáo": "cau-chu.md",
                "Từ ngữ": "glossary.md",
                "Những điều chưa kiểm được": "khong-kiem-duoc.md",
                "Những gì đã thay đổi": "CHANGELOG.md",
            },
        },
    ),
    Half(
        "en",
        "cchc",
        "A local government's promises of administrative reform",
        "README.en.md",
        ("Tiếng Việt", "../"),
        {
            "Start": "index.md",
            "Use": {
                "A quarter from beginning to end": "guide.md",
                "Problem codes and cures": "problem-codes.md",
                "The verbs (in Vietnamese)": "cli.md",
            },
            "Plans": {
                "The plan language": "plan-language.md",
                "Calendar and bodies": "calendar-and-bodies.md",
            },
            "Programs": {
                "JSON documents": "json.md",
                "JSON Schemas": "schemas/index.md",
            },
            "How it is built": {
                "Architecture": "architecture.md",
                "Words we use": "glossary.md",
                "Decisions": "decisions/README.md",
                "Mutation": "mutation.md",
                "Contributing": "CONTRIBUTING.md",
                "What changed (in Vietnamese)": "CHANGELOG.md",
            },
        },
    ),
)


def pages_of(nav: Nav) -> Iterator[str]:
    """The files of a half, in their order."""
    for entry in nav.values():
        yield from [entry] if isinstance(entry, str) else entry.values()


def on_the_site(text: str, halves: Mapping[str, str], *, from_root: bool) -> str:
    """The text of a page with its links as they are on the site."""
    if from_root:
        text = sub(r"(\]\(|src=\")docs/", r"\1", text)
    for file, target in halves.items():
        link = rf"\[([^\]]*)\]\((?:\.\./)*{file.replace('.', '[.]')}\)"
        text = sub(link, rf'<a href="{target}">\1</a>', text)
    text = text.replace("(../../tests/verdicts/SILENT.md)", "(../SILENT.md)")
    text = sub(r"(\]\()(?:\.\./)+(?=(?:CHANGELOG|CONTRIBUTING|LICENSE))", r"\1", text)
    text = sub(r"(\]\(schemas)\)", r"\1/index.md)", text)
    text = sub(r"(\]\(decisions)\)", r"\1/README.md)", text)
    # a list right under a line is one for GitHub, not for Python's Markdown
    return sub(r"(?m)^(?![-|>#\s]|\d+\. )(.+)\n(?=- )", r"\1\n\n", text)


def lay_out(half: Half, folder: Path) -> None:
    """The pages of a half, ready to be built: those of its menu, pictures, schemas."""
    there = f"{half.other[1]}index.html"
    homes = {other.home: there for other in HALVES} | {half.home: "index.html"}
    for name in ("pictures", "schemas", "man", "decisions"):
        shutil.copytree(DOCS / name, folder / name)
    listed = [
        f"- [{file.name}]({file.name})" for file in sorted((DOCS / "schemas").iterdir())
    ]
    (folder / "schemas" / "index.md").write_text(
        "# JSON Schemas\n\n" + "\n".join(listed)
    )
    for path in (*DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")):
        text = on_the_site(path.read_text("utf-8"), homes, from_root=False)
        (folder / path.relative_to(DOCS)).write_text(text, encoding="utf-8")
    for name in ABOVE:
        text = on_the_site((ROOT / name).read_text("utf-8"), homes, from_root=True)
        (folder / Path(name).name).write_text(text, encoding="utf-8")
    text = on_the_site((ROOT / half.home).read_text("utf-8"), homes, from_root=True)
    (folder / "index.md").write_text(text, encoding="utf-8")


def settings(half: Half, source: Path, target: Path) -> dict[str, object]:
    """What mkdocs is told: plain type, no fonts or scripts from elsewhere."""
    wanted = {*pages_of(half.nav)}
    names = [page.relative_to(source).as_posix() for page in source.rglob("*.md")]
    others = [n for n in names if n not in wanted and not n.startswith("decisions/")]
    return {
        "site_name": half.title,
        "site_description": half.about,
        "docs_dir": str(source),
        "site_dir": str(target),
        "use_directory_urls": False,  # it is read from a folder too
        "not_in_nav": "\n".join([*others, "decisions/*"]),
        "nav": [
            {
                title: entry
                if isinstance(entry, str)
                else [{t: f} for t, f in entry.items()]
            }
            for title, entry in half.nav.items()
        ],
        "theme": {
            "name": "material",
            "language": half.lang,
            "font": False,
            "icon": {"logo": "material/clipboard-check-outline"},
            "palette": {"primary": "white", "accent": "teal"},
            "features": [
                "navigation.sections",
                "navigation.footer",
                "toc.follow",
                "content.code.copy",
            ],
        },
        "plugins": [{"search": {"lang": ["en", "vi"]}}],
        "markdown_extensions": [
            {"toc": {"permalink": True, "slugify": "github"}},
            "tables",
            "pymdownx.superfences",
        ],
        "extra": {
            "generator": False,
            "alternate": [
                {
                    "name": half.other[0],
                    "link": half.other[1],
                    "lang": "en" if half.lang == "vi" else "vi",
                }
            ],
        },
        "validation": {"links": {"anchors": "warn", "unrecognized_links": "warn"}},
    }


def config_text(half: Half, source: Path, target: Path) -> str:
    """The settings as YAML; headings are anchors by the same rule as on GitHub."""
    slugs = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"
    text = yaml.safe_dump(settings(half, source, target), allow_unicode=True)
    return text.replace("slugify: github", f"slugify: {slugs}")


def build(out: Path) -> None:
    """Both halves; a link that leads nowhere ends it."""
    shutil.rmtree(out, ignore_errors=True)
    for half in HALVES:
        target = out if half.lang == "vi" else out / half.lang
        with TemporaryDirectory() as name:
            source = Path(name) / "docs"
            source.mkdir()
            lay_out(half, source)
            config = Path(name) / "mkdocs.yml"
            config.write_text(config_text(half, source, target.resolve()))
            words = ("mkdocs", "build", "--strict", "-f", str(config))
            quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
            built = run(
                [sys.executable, "-m", *words],
                env=quiet,
                stderr=PIPE,
                encoding="utf-8",
                check=False,
            )
            if built.returncode:
                sys.exit(built.stderr)


if __name__ == "__main__":
    build(Path(*sys.argv[1:] or ["site"]))
