"""Draw the pictures of the front page: `python -m tests.pictures`.

The screen of `status` as SVG, page 1 of the Word report and the dashboard as PNG, from
the illustrated year. Needs LibreOffice, pdftoppm and Chromium; what each picture was
drawn from is kept as a hash, so that the tests tell when one is stale without them.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from cchc.main import main
from tests.json_examples import play

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
HASHES = FOLDER / "drawn-from.json"
DAY = "2022-09-20"
EXPORT = ("export", "--output", "-", "--format")
LANGUAGES = ("vi", "en")
SEAL = re.compile(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){3,}")


def sources(year: Path, lang: str) -> dict[str, str]:
    """What each picture shows, by its file name: the text before it is drawn."""
    return {
        f"status.{lang}.svg": screen(year, lang, "status"),
        f"report.{lang}.png": screen(year, lang, *EXPORT, "md"),
        f"dashboard.{lang}.png": screen(year, lang, *EXPORT, "html"),
    }


def screen(year: Path, lang: str, *words: str) -> str:
    """What a command prints at a coloured terminal of 80 columns."""
    shown = StringIO()
    with environment(year), redirect_stdout(shown), redirect_stderr(StringIO()):
        code = main([*words, "--lang", lang, "--today", DAY])
    assert code == 0, words
    return shown.getvalue()


@contextmanager
def environment(year: Path) -> Iterator[None]:
    """Inside the year's folder, at a terminal that shows colours."""
    before, here = dict(os.environ), Path.cwd()
    os.environ.update(FORCE_COLOR="1", COLUMNS="80", TERM="xterm-256color")
    os.environ.pop("NO_COLOR", None)
    os.chdir(year)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def hashes(year: Path) -> dict[str, str]:
    """The SHA-256 of what each picture shows, but for the seal, which has the clock."""
    return {
        name: sha256(SEAL.sub("", text).encode()).hexdigest()
        for lang in LANGUAGES
        for name, text in sources(year, lang).items()
    }


def draw_screen(text: str, file: Path) -> None:
    """A terminal's text, colours and all, as one SVG that fetches nothing."""
    lines = text.rstrip("\n")
    console = Console(record=True, width=80, file=StringIO(), color_system="truecolor")
    console.print(Text.from_ansi(lines), no_wrap=True, crop=False)
    drawn = console.export_svg(title="cchc status", unique_id="cchc")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code, monospace", "Consolas, Menlo, monospace")
    file.write_text("\n".join(line.rstrip() for line in drawn.splitlines()) + "\n")


def draw_report(year: Path, lang: str, file: Path) -> None:
    """Page 1 of the Word report, as LibreOffice prints it."""
    with TemporaryDirectory() as folder:
        paper = Path(folder) / "report.docx"
        screen(year, lang, "export", "--output", str(paper))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ("soffice", profile, "--headless", "--convert-to", "pdf")
        run([*convert, "--outdir", folder, paper], check=True, capture_output=True)
        page = ("pdftoppm", "-png", "-r", "80", "-l", "1", "-singlefile")
        run([*page, paper.with_suffix(".pdf"), file.with_suffix("")], check=True)


def draw_dashboard(page: str, file: Path) -> None:
    """The first screen of the dashboard, as Chromium shows it."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "dashboard.html"
        source.write_text(page, encoding="utf-8")
        browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
        options = ("--headless", "--no-sandbox", "--hide-scrollbars")
        shot = (f"--screenshot={file}", "--window-size=1000,760", source.as_uri())
        run([browser, *options, *shot], check=True, capture_output=True)


def draw_all() -> None:
    """Draw every picture anew and keep what it was drawn from."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        year = play(Path(folder) / "year")
        for lang in LANGUAGES:
            shown = sources(year, lang)
            draw_screen(shown[f"status.{lang}.svg"], FOLDER / f"status.{lang}.svg")
            draw_report(year, lang, FOLDER / f"report.{lang}.png")
            page = shown[f"dashboard.{lang}.png"]
            draw_dashboard(page, FOLDER / f"dashboard.{lang}.png")
        HASHES.write_text(json.dumps(hashes(year), indent=2) + "\n")


if __name__ == "__main__":
    draw_all()
