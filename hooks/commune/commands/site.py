"""The site of the repository that a command is asked about, as it would be published today."""

from __future__ import annotations

from pathlib import Path

from ..content import Content
from ..core.page import Manifest
from ..environment import cache, today, updated_on, versioned
from ..site import make_site


def site(root: Path) -> tuple[Content, Manifest]:
    """All content of the repository and all that is made from it. Raises ContentError with every problem found."""
    return make_site(root, today(), updated_on(root), cache(root), versioned=versioned(root))
