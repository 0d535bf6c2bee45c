"""The values that the whole house is built of. Knows nothing of disks, templates or search."""

from generator.model.archive import (
    BODY,
    Account,
    Article,
    Block,
    Coding,
    Collection,
    Date,
    Description,
    Document,
    Format,
    Found,
    Group,
    Maker,
    Office,
    Restored,
    Role,
    Script,
    Segmented,
    Series,
    Source,
    Status,
    address,
    said,
)
from generator.model.change import Certainty, Change, Pass, Span, Traced
from generator.model.site import Output
from generator.model.text import Text

__all__ = [
    "BODY", "Account", "Article", "Block", "Certainty", "Change", "Coding", "Collection", "Date", "Description", "Document",
    "Format", "Found", "Group", "Maker", "Office", "Output", "Pass", "Restored", "Role", "Script", "Segmented", "Series",
    "Source", "Span", "Status", "Text", "Traced", "address", "said",
]  # fmt: skip
