"""Two records side by side: every difference, in the way that suits the kind."""

import difflib
import zipfile
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from re import sub

import yaml

QUICK = "QUICK"
"""A file that marks a record in which only a share of the commands was run."""
VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)


def differences(before: Path, after: Path, most: int) -> Iterator[str]:
    """What differs, a text for every file; `most` lines of each at the most."""
    old, new = _list_files(before), _list_files(after)
    missing, added = sorted(old - new), sorted(new - old)
    if not (after / QUICK).exists():
        yield from (f"only before: {path}" for path in missing)
    if not (before / QUICK).exists():
        yield from (f"only after: {path}" for path in added)
    for path in sorted(old & new):
        here, there = (before / path).read_bytes(), (after / path).read_bytes()
        if here != there:
            lines = list(_unlike_lines(Path(path).suffix, here, there))
            if lines:
                yield f"differs: {path}"
                yield from lines[:most]
                if len(lines) > most:
                    yield f"… {len(lines) - most} more lines"


def _list_files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != QUICK
    }


def _unlike_lines(suffix: str, before: bytes, after: bytes) -> Iterator[str]:
    """Lines that tell the difference; none when both say the same."""
    if suffix in {".docx", ".xlsx", ".zip"}:
        return _zip_differences(before, after)
    if suffix in {".html", ".svg"}:
        return _diff_lines(elements(_decode(before)), elements(_decode(after)))
    if suffix in {".yaml", ".yml"}:
        return _yaml_differences(_decode(before), _decode(after))
    return _text_differences(_decode(before), _decode(after))


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


def _text_differences(before: str, after: str) -> Iterator[str]:
    """Line by line; ends of lines that differ are named when nothing else does."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        yield f"no more than ends of lines: {before[-40:]!r}, {after[-40:]!r}"
    yield from _diff_lines(old, new)


def _diff_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    yield from difflib.unified_diff(before, after, "before", "after", n=1, lineterm="")


def _zip_differences(before: bytes, after: bytes) -> Iterator[str]:
    """Part by part; the same parts in another wrapping are told as well."""
    try:
        old, new = _zip_parts(before), _zip_parts(after)
    except zipfile.BadZipFile:
        yield f"other bytes: {len(before)} before, {len(after)} after"
        return
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            continue
        yield f"part {name}:"
        split = (
            sub(rb">\s*<", b">\n<", parts.get(name, b"")).decode("utf-8", "replace")
            for parts in (old, new)
        )
        here, there = (text.splitlines() for text in split)
        yield from _diff_lines(here, there)
    if old == new:
        yield "the parts are the same; their order, dates or wrapping are not"


def _zip_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _yaml_differences(before: str, after: str) -> Iterator[str]:
    """The values as they are said, and the comments; not how they are laid out."""
    if _yaml_values(before) != _yaml_values(after):
        yield from _diff_lines(before.splitlines(), after.splitlines())
    yield from _diff_lines(_comment_lines(before), _comment_lines(after))


def _yaml_values(text: str) -> object:
    try:
        return list(yaml.load_all(text, Loader=yaml.BaseLoader))
    except yaml.YAMLError:
        return text


def _comment_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.startswith("#")]


def elements(text: str) -> list[str]:
    """A page as its tags, attributes and words, a line for each."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.lines


class _Page(HTMLParser):
    """Reads a page into lines that are the same when the page is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.inside: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._spoken()
        shown = sorted((name, _even_style(name, value or "")) for name, value in attrs)
        marks = "".join(f' {name}="{value}"' for name, value in shown)
        self.lines.append(f"{'  ' * len(self.inside)}<{tag}{marks}>")
        if tag not in VOID:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._spoken()
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass
        self.lines.append(f"{'  ' * len(self.inside)}</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self._spoken()
        self.lines.append(f"<!--{' '.join(data.split())}-->")

    def handle_decl(self, decl: str) -> None:
        self.lines.append(f"<!{decl.lower()}>")

    def close(self) -> None:
        super().close()
        self._spoken()

    def _spoken(self) -> None:
        """Words since the last tag, with white space made even."""
        text = _even_style("style", self.words) if self.inside[-1:] == ["style"] else ""
        text = text or " ".join(self.words.split())
        if text:
            self.lines.append(f"{'  ' * len(self.inside)}{text}")
        self.words = ""


def _even_style(name: str, value: str) -> str:
    """Rules of style without the white space that says nothing."""
    if name != "style":
        return value
    even = sub(r"\s+", " ", value).strip()
    return sub(r"\s*([{};,])\s*", r"\1", even).replace(";}", "}").removesuffix(";")
