"""The words of a paper to be signed: whole, as an annex, or as it was signed."""

from cchc.core.cascade.pledge import pledge, pledge_changes
from cchc.core.cascade.sign_book import BY_VERSION
from cchc.core.facts.signing import SignedPaper, Signing
from cchc.core.plan.plan import PlanVersion
from cchc.features.signing.actions.parse import Ground, Party
from cchc.features.signing.show.pledge import (
    Hand,
    Occasion,
    pledge_content,
    pledge_name,
)
from cchc.paper.manuscript import Plain, TemplateFolders
from cchc.paper.template import ENDING, find_template, render_markdown
from cchc.text.problem import Problem
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


class Drafted(Record):
    """A paper in Markdown, what its letterhead may print, its template's file."""

    text: str
    content: dict[str, Plain]
    source: str
    is_annex: bool


def occasion(
    ground: Ground, party: Party, paper: SignedPaper, version: PlanVersion
) -> Occasion:
    """What a paper says when it is signed by a version of the plan.

    An annex where an earlier version was signed and promised otherwise; else the
    whole paper. Date and hand are left for the pen.
    """
    promised = pledge(version.plan, party)
    before = _before(ground, party, paper, version)
    own = version.plan.authority.signer.name if party is None else None
    whole = Occasion(version.plan, promised, paper, Hand(own))
    if before is None or paper not in BY_VERSION:
        return whole
    old = ground.version(before.version)
    changes = pledge_changes(pledge(old.plan, party), promised)
    if not changes:
        return whole
    return replace(
        whole,
        to=before.counterparty,
        changes=changes,
        before=before.day,
        decision=version.decision,
    )


def _before(
    ground: Ground, party: Party, paper: SignedPaper, version: PlanVersion
) -> Signing | None:
    """What was signed last by an earlier version."""
    signed = reversed(ground.signed(party, paper))
    return next((each for each in signed if each.version < version.number), None)


def drafted(one: Occasion, shelf: TemplateFolders, voice: Voice) -> Drafted | Problem:
    """The paper by the office's template if it has one; P601 to P604 if it is wrong."""
    name = pledge_name(one.paper, annex=one.is_annex)
    template = find_template(name, voice, shelf.office, shelf.shipped)
    if isinstance(template, Problem):
        return template
    content = pledge_content(one, voice)
    text = render_markdown(template, content)
    if isinstance(text, Problem):
        return text
    return Drafted(text, content, template.file, one.is_annex)


def reprinted(one: Occasion, words: str, voice: Voice) -> Drafted:
    """The very words that were signed, under the letterhead of the paper."""
    name = f"{pledge_name(one.paper, annex=one.is_annex)}.{voice.lang}{ENDING}"
    return Drafted(words, pledge_content(one, voice), name, one.is_annex)
