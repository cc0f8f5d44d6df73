"""Codes that tell what they are about, and that no term of their list ever had."""

import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.tables import column
from app.vocabulary.models import Term

LONGEST_STEM = 40


def free_code(session: Session, name: str, label: str) -> str:
    """Made from the words of a label, with a number when those words were used before."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = "_".join(re.findall("[a-z0-9]+", plain)).lstrip("0123456789_")
    stem = words[:LONGEST_STEM].strip("_") or "term"
    taken = set(session.execute(select(column(Term.code)).where(column(Term.vocabulary) == name)).scalars())
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code
