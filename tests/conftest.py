"""Properties have no deadline for an example: a busy machine would fail them."""

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
