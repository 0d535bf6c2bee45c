"""What all tests need of the process that runs them."""

import signal

from hypothesis import settings

# Properties have no deadline for an example: a busy machine would fail them.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# A shell has its background jobs ignore interrupts, and their children after them; some tests send them to a build.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
