"""From a view to the bytes of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.model import Output
from generator.render.assets import HOME
from generator.render.views import View

Draw = Callable[[str, View], Output]

#: What a page may load and do. It stands in a <meta>, as a static host lets nobody set headers.
POLICY: Final = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
    "worker-src 'self'", "base-uri 'none'", "form-action 'self'",
))  # fmt: skip


def _environment() -> Environment:
    """Whatever is not known is an error, whatever is not Markup is escaped."""
    environment = Environment(
        loader=FileSystemLoader(HOME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["policy"] = POLICY
    return environment


def pages() -> Draw:
    """A function that draws `templates/pages/NAME` with a view; each template is compiled once."""
    template: Callable[[str], Template] = cache(_environment().get_template)

    def draw(name: str, view: View) -> Output:
        return Output(view.path, template(f"pages/{name}").render(view=view).encode())

    return draw
