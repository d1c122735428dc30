"""What is said after papers were recorded or listed."""

from collections.abc import Iterable

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.core.cascade.sign_book import SignBook
from cchc.core.facts.signing import SignedPaper
from cchc.features.signing.actions.act import Act
from cchc.features.signing.actions.sign import Recorded
from cchc.features.signing.show.sign_json import RecordedJson
from cchc.phrases.sign_book import party_words, sign_sentences
from cchc.text.day import short


def echo(app: AppContext, done: Recorded, act: WriteOptions) -> None:
    """Old → new for each party, who was left as is, and how many have signed."""
    if act.as_json:
        app.out(RecordedJson.as_json(done, dry_run=act.dry_run))
        return
    if act.dry_run:
        app.remark("sign.rehearsed")
    app.out("\n".join(_line(app, done, each) for each in done.acts))
    if done.kept:
        names = ", ".join(party_words(done.plan, each) for each in done.kept)
        app.remark("sign.kept", units=names)
    told(app, done.book, (done.paper,))


def told(
    app: AppContext, book: SignBook, papers: Iterable[SignedPaper] = SignedPaper
) -> None:
    """How many of how many units have signed or issued, and who has not."""
    if not app.quiet:
        app.err("\n".join(sign_sentences(book, app.voice, papers)))


def _line(app: AppContext, done: Recorded, act: Act) -> str:
    """`Phường 1: bản cam kết, ngày 03/3/2022, theo bản 1`."""
    after, voice = act.after, app.voice
    blanks = {
        "unit": party_words(done.plan, act.party),
        "paper": voice.say(f"sign.paper.{done.paper}"),
        "after": _said(app, act, after=True),
    }
    if act.before is None:
        return voice.say("sign.added", version=after.version, **blanks)
    if after.withdrawn:
        return voice.say("sign.withdrawn", reason=after.reason, **blanks)
    before = _said(app, act, after=False)
    return voice.say("sign.changed", before=before, reason=after.reason, **blanks)


def _said(app: AppContext, act: Act, *, after: bool) -> str:
    one = act.after if after or act.before is None else act.before
    parts = (one.number, short(one.day), one.signer, one.title)
    said = [each for each in parts if each]
    if one.scan is not None:
        said.append(app.voice.say("sign.scan", sha256=(one.scan.sha256 or "")[:12]))
    return ", ".join(said)
