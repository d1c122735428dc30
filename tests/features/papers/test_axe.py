"""axe-core finds nothing against the page; only where Chromium and axe-core are.

`npm pack axe-core`, unpack it, then run this file with `AXE=package/axe.min.js`.
"""

import json
import os
import shutil
import subprocess
from html import unescape
from pathlib import Path
from re import compile as pattern

import pytest

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.words.translator import Voice
from tests.features.papers.test_dashboard import look

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(os.environ.get("AXE", "node_modules/axe-core/axe.min.js"))
POLICY = pattern(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
FOUND = pattern(r'data-axe="([^"]*)"')
RUN = """
axe.run(document, {resultTypes: ["violations"]}).then((found) => {
  const told = {
    passed: found.passes.length,
    wrong: found.violations.map((e) => [e.id, e.nodes.map((n) => n.html)]),
  };
  document.body.setAttribute("data-axe", JSON.stringify(told));
});
"""


@pytest.mark.skipif(
    CHROMIUM is None or not AXE.exists(), reason="only where Chromium and axe-core are"
)
@pytest.mark.parametrize("width", [1000, 500])
def test_nothing_stands_in_the_way_of_anybody(
    view: StatusView, plan: Plan, vi: Voice, tmp_path: Path, width: int
) -> None:
    text = POLICY.sub("", look(view, plan, vi, "Số liệu minh họa").source)
    scripts = f"<script>{AXE.read_text('utf-8')}</script><script>{RUN}</script>"
    page = tmp_path / "page.html"
    page.write_text(text.replace("</body>", f"{scripts}</body>"), encoding="utf-8")
    shown = subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--window-size={width},900",
            "--virtual-time-budget=60000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout.decode()
    found = FOUND.search(shown)
    assert found is not None
    told = json.loads(unescape(found[1]))
    assert told["passed"] > 30
    assert told["wrong"] == []
