"""Compiled templates that are kept: never old, never needed, never in the way."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from cchc.paper import template
from cchc.paper.template import TemplateCache, template_cache


def printed(folder: Path, text: str) -> str:
    kept = TemplateCache(str(folder), "%s.bin")
    environment = Environment(
        autoescape=True, loader=DictLoader({"a": text}), bytecode_cache=kept
    )
    return environment.get_template("a").render(n=2)


def test_a_template_is_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed(tmp_path, "{{ n }} xã") == "2 xã"
    monkeypatch.setattr(Environment, "_compile", None)
    assert printed(tmp_path, "{{ n }} xã") == "2 xã"


def test_a_changed_template_or_compiler_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(tmp_path, "{{ n }} xã")
    assert printed(tmp_path, "{{ n }} ấp") == "2 ấp"
    (kept,) = tmp_path.iterdir()
    before = kept.read_bytes()
    monkeypatch.setattr(template, "_compiler_version", lambda: "4")
    assert printed(tmp_path, "{{ n }} ấp") == "2 ấp"
    assert kept.read_bytes() != before


@pytest.mark.parametrize("damage", [b"", b"j2", b"\x00" * 4096, None])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, damage: bytes | None) -> None:
    printed(tmp_path, "{{ n }} xã")
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for size in range(0, len(whole), 40):
        kept.write_bytes(whole[:size] if damage is None else damage + whole[:size])
        assert printed(tmp_path, "{{ n }} xã") == "2 xã"


def test_nothing_is_kept_where_no_bytecode_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    template_cache.cache_clear()
    assert template_cache() is None
    template_cache.cache_clear()


def test_a_folder_that_may_not_be_written_is_no_fault(tmp_path: Path) -> None:
    assert printed(tmp_path / "no-such-folder", "{{ n }} xã") == "2 xã"
