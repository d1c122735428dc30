"""A letter that goes out, in the forms in which it is handed over."""

from cchc.paper.manuscript import (
    Manuscript,
    PaperForm,
    TemplateFolders,
    render_paper,
)
from cchc.paper.paper import Letterhead
from cchc.text.problem import require
from cchc.words.translator import Voice

FORMS = (PaperForm.DOCX, PaperForm.MD)
"""Word to be signed, and the words as they are kept."""


def letter_files(
    stem: str, text: str, source: str, shelf: TemplateFolders, voice: Voice
) -> dict[str, str | bytes]:
    """The files of a letter by their names; the same words give the same files.

    Everything in the Word file comes from the words, so that a letter printed again
    is the letter that was sent. Refuses what `render_paper` refuses; `source` is where
    a person can mend it.
    """
    from cchc.features.chase.show.letter_head import letter_head  # noqa: PLC0415
    from cchc.paper.markdown_reader import read_paper  # noqa: PLC0415

    paper = require(read_paper(text, source))
    made = Manuscript(stem, Letterhead.LETTER, text, letter_head(paper), source)
    files: dict[str, str | bytes] = {}
    for form in FORMS:
        done = render_paper(made, form, shelf, voice)
        files.update(done.files)
    return files
