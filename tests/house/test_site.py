"""Every page of the docs stands in a menu of the site; every link leads somewhere."""

from importlib.util import find_spec
from pathlib import Path
from re import findall, sub
from urllib.parse import unquote

import pytest

from cchc.app.help import EXIT_CODES
from tests.site import DOCS, HALVES, ROOT, build, pages_of

PAGES = (*ROOT.glob("*.md"), *DOCS.rglob("*.md"))


def anchors(page: Path) -> set[str]:
    """The headings of a page as the ends of addresses, by GitHub's rule."""
    text = sub(r"(?ms)^```.*?^```$", "", page.read_text("utf-8"))
    found: dict[str, int] = {}
    names = set()
    for title in findall(r"(?m)^#+ (.+)$", text):
        name = sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")
        names.add(f"{name}-{found[name]}" if name in found else name)
        found[name] = found.get(name, 0) + 1
    return names


def test_every_page_is_in_a_menu_and_every_menu_names_pages() -> None:
    listed = [page for half in HALVES for page in pages_of(half.nav)]
    here = {page.relative_to(DOCS).as_posix() for page in DOCS.glob("*.md")}
    assert here - set(listed) == set()
    made = {"index.md", "schemas/index.md", "CHANGELOG.md", "CONTRIBUTING.md"}
    assert [page for page in {*listed} - made if not (DOCS / page).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = sub(r"(?ms)^```.*?^```$|`[^`\n]*`", "", page.read_text("utf-8"))
    links = findall(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"", text)
    for link in (unquote(link or picture) for link, picture in links):
        file, _, anchor = link.partition("#")
        if not link.startswith(("http", "mailto:")):
            target = (page.parent / file).resolve() if file else page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("name", ["huong-dan.md", "guide.md"])
def test_the_guides_tell_every_exit_code(name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    codes = findall(r"(?m)^\| (\d+) \| \S", text)
    assert codes == [str(code) for code in EXIT_CODES]


def test_the_site_can_be_built(tmp_path: Path) -> None:
    if find_spec("material") is None:
        pytest.skip("mkdocs-material is not installed here: pip install '.[docs]'")
    build(tmp_path / "site")
    assert (tmp_path / "site" / "en" / "index.html").is_file()
