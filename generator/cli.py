"""The commands: build, serve, check, explain. What they promise stands in their help; programs may rely on exit statuses."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.config import Config, load_config, with_base_url
from generator.errors import GongbaoError
from generator.terminal import say, say_problems

_BUILD_STATUS = """exit status:
  0    everything is published
  1    the site is published, but some inputs were quarantined: the report names each, the reason and what to do
  2    nothing is published (usage, configuration, or the site could not be written); the old site stands
  130  interrupted; the old site stands"""
_CHECK_STATUS = """exit status:
  0    all is well
  1    something is wrong: the report says what
  2    the check could not run"""
_EXPLAIN_STATUS = """exit status:
  0    the source was restored
  1    it would be quarantined: the report says why
  2    the command or the configuration cannot be used"""
_SETTINGS = Path("archive.toml")
#: Another process pays from about this many sources on.
_SOURCES_PER_JOB = 50

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit status."""
    args = _parser().parse_args(arguments)
    command: Command = args.command
    try:
        return command(args)
    except GongbaoError as error:
        say(str(error))
    except KeyboardInterrupt:
        say("Interrupted. What stood before stands.")
        return 130
    except BrokenPipeError:  # who read our output has seen enough
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return 0
    except Exception:
        # Python's own status for this, 1, would say that the site is published.
        traceback.print_exc()
        say("This is a fault of the generator: please report it. What stood before stands.")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongbao",
        description="公报: a folder of damaged bulletins becomes a website that can be read and searched.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, about: str, status: str = "") -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=about[0].lower() + about[1:],
            description=f"{about}.",
            epilog=status,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(command=command)
        return added

    build = add("build", _build, "Restores every bulletin of a folder and makes the site of them", _BUILD_STATUS)
    serve = add("serve", _serve, "Builds, serves on this machine alone, rebuilds and reloads the page on every change")
    for each in (build, serve):
        each.add_argument("--seeds", type=Path, default=Path("seeds"), metavar="DIR", help="the bulletins (seeds)")
        each.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (site)")
        each.add_argument(
            "--base-url", metavar="URL", help="where the site will stand; goes before the configuration's"
        )
        _add_config(each)
        each.add_argument(
            "--jobs", type=_count, metavar="N", help="processes (as many as pay, up to the machine's cores)"
        )
        each.add_argument(
            "--scheduler", default="", metavar="ADDRESS", help="restore on the dask cluster at this address"
        )
    serve.add_argument("--port", type=_count, default=8000, metavar="N", help="the first port to try (8000)")

    check = add("check", _check, "Checks fixity, links, and that every character is accounted for", _CHECK_STATUS)
    check.add_argument("site", type=Path, metavar="SITE", help="a built site")

    explain = add("explain", _explain, "Shows what each rule did to one source", _EXPLAIN_STATUS)
    explain.add_argument("file", type=Path, metavar="FILE", help="a bulletin")
    _add_config(explain)
    return parser


def _add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="the configuration (archive.toml, if it is there)")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 65535")
    return int(text)


def _config(args: argparse.Namespace) -> Config:
    config = load_config(args.config or (_SETTINGS if _SETTINGS.is_file() else None))
    base_url = getattr(args, "base_url", None)
    return config if base_url is None else with_base_url(config, base_url)


# ---- The commands. Each imports what it needs alone: the help and the check should not wait for dictionaries.


def _build(args: argparse.Namespace) -> int:
    from generator.build import build  # noqa: PLC0415
    from generator.publish import refuse_foreign, refuse_seeds  # noqa: PLC0415

    config = _config(args)
    refuse_seeds(args.out, args.seeds)
    refuse_foreign(args.out)
    with _interrupts() as heed, _progress("Restoring") as show:

        def progress(done: int, total: int) -> None:
            heed()
            show(done, total)

        report = build(args.seeds, args.out, config, _jobs(args), args.scheduler, progress)
    say_problems(report.problems)
    say(*report.notes)
    quarantined = f", {len(report.problems)} quarantined" if report.problems else ""
    say(f"{report.sources} sources, {report.articles} articles{quarantined}.")
    say(f"Open {args.out.resolve() / 'index.html'}")
    return report.status


def _jobs(args: argparse.Namespace) -> int:
    from generator.ingest import seed_paths  # noqa: PLC0415

    jobs: int | None = args.jobs
    return jobs or max(1, min(os.cpu_count() or 1, len(seed_paths(args.seeds)) // _SOURCES_PER_JOB))


@contextmanager
def _interrupts() -> Iterator[Callable[[], None]]:
    """Ctrl-C, which Python drops where it comes during a callback of a fork: what this gives raises it again if it was asked for."""
    asked: list[int] = []

    def ask(number: int, _: object) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    def heed() -> None:
        if asked:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield heed
    except Exception:  # of a pool whose workers the same Ctrl-C ended
        heed()
        raise
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error that is told (done, of how many); none where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _serve(args: argparse.Namespace) -> int:
    from generator.serve import serve  # noqa: PLC0415

    options = {"--base-url": args.base_url, "--config": args.config, "--jobs": args.jobs, "--scheduler": args.scheduler}
    given = [part for option, value in options.items() if value for part in (option, str(value))]
    command = [sys.executable, "-m", "generator", "build", "--seeds", str(args.seeds), "--out", str(args.out), *given]
    program = Path(__file__).parent
    watched = [p for p in (args.seeds, program, *(program.parent / n for n in ("templates", "static"))) if p.is_dir()]
    return serve(command, args.out, watched, args.config or _SETTINGS, args.port)


def _check(args: argparse.Namespace) -> int:
    from generator.check import check  # noqa: PLC0415

    problems = check(args.site)
    say_problems(problems)
    say(f"{len(problems)} problems." if problems else "All is well.")
    return 1 if problems else 0


def _explain(args: argparse.Namespace) -> int:
    from generator.explain import explain  # noqa: PLC0415

    return explain(args.file, _config(args))
