"""The command `xufei`."""

import argparse
import asyncio
import json
import os
import sys
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.content.problem import ContentError
from bot.settings import SETTINGS, Settings, SettingsError, load

if TYPE_CHECKING:
    from bot.knowledge import KnowledgeBase


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 the answer is no, 2 it could not start."""
    given = parser().parse_args(arguments)
    try:
        code: int = given.does(given, load())
        # Whoever reads may have left: told here, not in a traceback when Python ends.
        sys.stdout.flush()
        return code
    except SettingsError as error:
        print(f"xufei: {error}", file=sys.stderr)
    except ContentError as error:
        print(_told(error), file=sys.stderr)
    except BrokenPipeError:
        # `xufei ask … | head -1`: what is left to print goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return 2


def _told(error: ContentError) -> str:
    """The faults; one that is of the folder itself is a setting's, and one line."""
    if len(error.problems) == 1 and not error.problems[0].line and Path(error.problems[0].file).suffix == "":
        return f"xufei: FAQ_DIR: {error.problems[0].file}: {error.problems[0].message}"
    return f"{error}\nxufei: the words cannot be used; `xufei check` says more"


def parser() -> argparse.ArgumentParser:
    """All commands and options; the settings stand in the epilogue."""
    table = "\n".join(f"  {setting.name:<17} {setting.help}" for setting in SETTINGS)
    whole = argparse.ArgumentParser(
        prog="xufei",
        description="Answers questions about renewing French SIM cards and eSIMs, on Telegram or here.",
        epilog=f"Settings, from the environment or .env:\n{table}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"xufei {version('xufei')}")
    whole.set_defaults(does=_run)
    commands = whole.add_subparsers(metavar="COMMAND")
    commands.add_parser("run", help="on Telegram when BOT_TOKEN is set, else the local chat").set_defaults(
        does=_run
    )
    _chat_options(commands.add_parser("chat", help="the local chat, in your browser"))
    _ask_options(commands.add_parser("ask", help="one question, one answer, here"))
    _when_options(commands.add_parser("when", help="read a date phrase"))
    check = commands.add_parser("check", help="look for faults in the words")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="instead of FAQ_DIR")
    check.set_defaults(does=_check)
    _message_options(commands.add_parser("mask", help="hide what is secret in a message"), "mask")
    _message_options(commands.add_parser("verdict", help="is this message genuine"), "verdict")
    _upkeep_options(commands)
    _eval_options(commands.add_parser("eval", help="measure the matching on labelled questions"))
    return whole


def _upkeep_options(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    commands.add_parser("doctor", help="look at everything that the bot needs").set_defaults(does=_doctor)
    commands.add_parser("settings", help="the settings in force, secrets masked").set_defaults(does=_settings)
    new_topic = commands.add_parser("new-topic", help="begin a topic: a template with its neighbours")
    new_topic.add_argument("id", help="its id, e.g. lost-sim")
    new_topic.set_defaults(does=_new_topic)
    preview = commands.add_parser("preview", help="what the words of another folder would change")
    preview.add_argument(
        "folder", type=Path, metavar="DIR", help="the folder that would take FAQ_DIR's place"
    )
    preview.add_argument(
        "--questions", type=Path, metavar="FILE", help="labelled questions besides those kept"
    )
    preview.set_defaults(does=_preview)
    learned = commands.add_parser("learned", help="what was taught with one tap; --write puts it into faq/")
    learned.add_argument("--write", action="store_true", help="merge it into the topics of FAQ_DIR")
    learned.set_defaults(does=_learned)
    for name, help_, does in (
        ("backup", "all rows in one file, while the bot works", _backup),
        ("restore", "all rows back from a backup", _restore),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("file", type=Path, metavar="FILE")
        command.set_defaults(does=does)


def _chat_options(chat: argparse.ArgumentParser) -> None:
    chat.add_argument("--port", type=int, metavar="N", help="instead of PORT")
    chat.add_argument("--no-browser", action="store_true", help="only print the address")
    chat.set_defaults(does=_chat)


def _ask_options(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("question", help="the question; - reads one a line from standard input")
    ask.add_argument(
        "--conversation", action="store_true", help="lines are one talk, an empty line begins another"
    )
    ask.add_argument("--json", action="store_true", help="one JSON object a line")
    ask.add_argument("--explain", action="store_true", help="why this answer")
    ask.set_defaults(does=_ask)


def _when_options(when: argparse.ArgumentParser) -> None:
    when.add_argument("phrase", help="the phrase; - reads one a line from standard input")
    when.add_argument("--json", action="store_true", help="one JSON object a line")
    when.add_argument("--now", metavar="ISO", help="instead of the clock, e.g. 2026-11-20T10:00")
    when.add_argument("--zone", metavar="NAME", help="instead of TIMEZONE, e.g. Europe/Paris")
    when.set_defaults(does=_when)


def _message_options(command: argparse.ArgumentParser, does: str) -> None:
    command.add_argument("message", help="the message; - reads one a line from standard input")
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    command.set_defaults(does=_safety, safety=does)


def _eval_options(evaluate: argparse.ArgumentParser) -> None:
    evaluate.add_argument("file", type=Path, metavar="FILE.jsonl")
    evaluate.add_argument("--json", action="store_true", help="the figures as JSON")
    evaluate.add_argument("--floors", type=Path, metavar="FILE", help="exit 1 below these figures")
    evaluate.add_argument("--before", type=Path, metavar="FILE", help="compare with a stored --json run")
    evaluate.set_defaults(does=_eval)


def _run(given: argparse.Namespace, settings: Settings) -> int:
    if not settings.bot_token:
        return _local(settings, settings.port, browser=False)
    with _opening(settings) as opening:
        from bot.app import on_telegram

        knowledge = opening.result()
        print(_words_in_use(settings, knowledge), flush=True)
        return asyncio.run(on_telegram(settings, knowledge))


def _chat(given: argparse.Namespace, settings: Settings) -> int:
    port = settings.port if given.port is None else given.port
    return _local(settings, port, browser=not given.no_browser)


def _local(settings: Settings, port: int, browser: bool) -> int:
    with _opening(settings) as opening:
        from bot.app import local_chat, shutdown_requested

        async def serve(knowledge: "KnowledgeBase") -> None:
            ended = shutdown_requested()
            async with local_chat(settings, knowledge, port=port) as local:
                print(f"No BOT_TOKEN: the bot is at {local.server.url}", flush=True)
                print(_words_in_use(settings, knowledge), flush=True)
                if browser:
                    webbrowser.open(local.server.url)
                await ended.wait()

        asyncio.run(serve(opening.result()))
    return 0


def _words_in_use(settings: Settings, knowledge: "KnowledgeBase") -> str:
    """The line that says which words answer."""
    from bot.knowledge import wanted_key

    topics = f"{len(knowledge.library.topics)} topics"
    if wanted_key(settings.faq_dir) == knowledge.library.key:
        return f"words: {settings.words} ({topics})"
    return f"words: the last good ones ({topics}), until {settings.words} is learnt"


@contextmanager
def _opening(settings: Settings) -> Iterator["Future[KnowledgeBase]"]:
    """Load the knowledge base beside the second that importing the application takes."""
    from bot.knowledge import open_knowledge
    from bot.logs import set_up
    from bot.startup import keep_private, prepare_data_dir

    set_up(settings)
    keep_private()
    prepare_data_dir(settings.data_dir)
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(open_knowledge, settings.faq_dir, settings.data_dir, _learning(settings))


def _learning(settings: Settings) -> Callable[[], None]:
    """Says that the first start takes a moment, in the words of the default language."""
    return lambda: print(_words(settings, "interface")["learning"], file=sys.stderr, flush=True)


def _words(settings: Settings, folder: str) -> dict[str, Any]:
    """One file of words as it stands, where reading them all would take too long."""
    from bot.content.strict_yaml import parse

    language = "zh-Hans" if settings.default_language == "zh-Hant" else settings.default_language
    file = settings.faq_dir / folder / f"{language}.yaml"
    words = parse(file.read_text("utf-8")).data if file.is_file() else None
    return words if isinstance(words, dict) else {"learning": "", "problems": {}}


def _lines(argument: str) -> list[str]:
    """The argument, or for `-` every line of standard input."""
    return [line.rstrip("\r\n") for line in sys.stdin] if argument == "-" else [argument]


def _ask(given: argparse.Namespace, settings: Settings) -> int:
    from bot.knowledge import load_knowledge
    from bot.reply import ask, converse

    knowledge = load_knowledge(settings.faq_dir, settings.data_dir, _learning(settings))
    language, now = settings.default_language, datetime.now(settings.timezone)
    lines = _lines(given.question)
    talk = converse(lines, knowledge, language, now)
    for reply in talk if given.conversation else (ask(line, knowledge, language, now) for line in lines):
        print(json.dumps(reply.as_json(), ensure_ascii=False) if given.json else reply.as_text(), flush=True)
        if given.explain and (why := reply.finding.explanation):
            print(f"\nwording    {why.utterance}\nscore      {why.score:.3f}", file=sys.stderr)
            print(f"margin     {why.margin:.3f}\nrunner-up  {why.runner_up}", file=sys.stderr)
    return 0


def _when(given: argparse.Namespace, settings: Settings) -> int:
    from bot.cards.formatting import question
    from bot.content.reading import Reader
    from bot.dates.line_language import language_of
    from bot.dates.phrase import when_json

    now = _moment(given.now, _zone(given.zone) if given.zone else settings.timezone)
    reader = Reader(settings.faq_dir)
    zones, words = reader.time_zones(), reader.dates()
    readable = True
    for phrase in _lines(given.phrase):
        found = when_json(phrase, now, zones=zones)
        if given.json:
            print(json.dumps(found, ensure_ascii=False), flush=True)
        elif found["error"]:
            readable = False
            language = language_of(phrase, settings.default_language)
            print(f"{found['error']}: {question(found['error'], words[language])}", file=sys.stderr)
        else:
            print(found["moment"], *([f"RRULE:{found['rrule']}"] if found["rrule"] else []), sep="\n")
    return 0 if readable else 1


def _zone(name: str) -> ZoneInfo:
    from bot.cards.zones import iana_names

    if name not in iana_names():
        raise SettingsError(f"--zone: no time zone '{name}'; Europe/Paris is one")
    return ZoneInfo(name)


def _moment(text: str | None, zone: ZoneInfo) -> datetime:
    """`--now` in this zone; without it the clock's now."""
    try:
        now = datetime.fromisoformat(text) if text else datetime.now(zone)
    except ValueError:
        raise SettingsError("--now must be like 2026-11-20T10:00") from None
    return now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)


def _safety(given: argparse.Namespace, settings: Settings) -> int:
    from bot import safety_commands

    tell: Callable[..., None] = getattr(safety_commands, given.safety)
    tell(_lines(given.message), settings.faq_dir, given.json)
    return 0


def _check(given: argparse.Namespace, settings: Settings) -> int:
    from bot.lint.run import run, verdict

    if given.folder:
        settings = replace(settings, faq_dir=given.folder)
    problems, report = run(settings.faq_dir, date.today())
    topics = f"{report.items['topics']} topics" if report else "not readable"
    print(f"words: {settings.words} ({topics})")
    if report:
        print(report, end="\n\n")
    # Errors last: they stand right above the prompt.
    for problem in sorted(problems, key=lambda problem: problem.severity, reverse=True):
        print(problem)
    print(verdict(problems, settings.faq_dir))
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _doctor(given: argparse.Namespace, settings: Settings) -> int:
    from bot.doctor import examine

    failed = False
    for diagnosis in examine(settings):
        print(diagnosis, flush=True)
        failed = failed or diagnosis.works is False
    return 1 if failed else 0


def _knowledge(settings: Settings) -> "KnowledgeBase":
    from bot.knowledge import load_knowledge

    return load_knowledge(settings.faq_dir, settings.data_dir, _learning(settings))


def _new_topic(given: argparse.Namespace, settings: Settings) -> int:
    from bot.content.topic_template import begin

    knowledge = _knowledge(settings)
    found = knowledge.understanding.find(given.id.replace("-", " "), "en")
    file = begin(given.id, [topic for topic, _ in found.candidates[:3]], settings.faq_dir, knowledge.library)
    if file is None:
        print(f"xufei: there is a topic '{given.id}', or that is no id", file=sys.stderr)
        return 1
    print(file)
    return 0


_MOST_CHANGES = 10


def _preview(given: argparse.Namespace, settings: Settings) -> int:
    """Print what would change; 1 where something would."""
    from bot.preview import changes, labelled
    from bot.screens.word_screens import Asked
    from bot.upkeep import kept_questions

    before = _knowledge(settings)
    after = _knowledge(replace(settings, faq_dir=given.folder))
    asked = [Asked(text, language, times) for text, language, times in kept_questions(settings)]
    asked += labelled(given.questions) if given.questions else []
    found = changes(asked, before, after)
    for change in found[:_MOST_CHANGES]:
        print(f"{change}\n--- before\n{change.shown_before}\n--- after\n{change.shown_after}\n")
    for change in found[_MOST_CHANGES:]:
        print(change)
    print(f"{len(found)} of {len(asked)} questions would be answered otherwise")
    return 1 if found else 0


def _learned(given: argparse.Namespace, settings: Settings) -> int:
    from bot.upkeep import run_learned

    print(run_learned(settings, write=given.write))
    return 0


def _settings(given: argparse.Namespace, settings: Settings) -> int:
    from bot.upkeep import settings_table

    print(settings_table(settings))
    return 0


def _backup(given: argparse.Namespace, settings: Settings) -> int:
    from bot.startup import keep_private
    from bot.upkeep import run_backup

    keep_private()
    print(run_backup(settings, given.file))
    return 0


def _restore(given: argparse.Namespace, settings: Settings) -> int:
    from bot.startup import keep_private
    from bot.upkeep import run_restore

    keep_private()
    print(run_restore(settings, given.file))
    return 0


def _eval(given: argparse.Namespace, settings: Settings) -> int:
    from bot.evaluation import RowsError, run
    from bot.knowledge import load_knowledge

    knowledge = load_knowledge(settings.faq_dir, settings.data_dir, _learning(settings))
    options = {"as_json": given.json, "floors": given.floors, "before": given.before}
    try:
        return run(given.file, knowledge, settings.default_language, **options)
    except RowsError as error:
        print(f"xufei: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
