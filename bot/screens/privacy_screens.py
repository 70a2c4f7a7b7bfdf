"""What is kept of a person, why and for how long: read from the tables, in the words of `kept`."""

from collections.abc import Mapping, Sequence

from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs

Tables = Mapping[str, Sequence[str]]
"""Names of tables, and of the columns of each."""

# Columns that mean the same wherever they stand.
_EVERYWHERE = ("id", "person", "card", "created", "changed")


def column_key(table: str, column: str, view: RenderContext) -> str:
    """The key of the sentence for a column: its table's own, else that of every table."""
    own = f"kept.{table}.columns.{column}"
    shared = column in _EVERYWHERE and own not in view.library.interface.keys(view.language)
    return f"kept.every.{column}" if shared else own


def privacy(tables: Tables, view: RenderContext) -> Screen:
    """All that is kept at a glance; each table opens what stands in it."""
    told = [_line(table, view) for table in tables]
    buttons = [Button(view.say(f"kept.{table}.title"), routes.PrivacyRoute(table)) for table in tables]
    text = lines(bold_lead(view.say("privacy.text")), *told, view.say("privacy.rest"))
    return Screen(text, (*pairs(buttons), *_rights(view), view.menu))


def _line(table: str, view: RenderContext) -> str:
    parts = {part: view.say(f"kept.{table}.{part}") for part in ("title", "why", "until")}
    return view.say("privacy.line", **parts)


def one(table: str, columns: Sequence[str], view: RenderContext) -> Screen:
    """What stands in one table, why, and how long."""
    # Columns that say the same of a person are one line: how a sending went is five numbers.
    told = dict.fromkeys(view.say(column_key(table, column, view)) for column in columns)
    text = lines(
        f"<b>{view.say(f'kept.{table}.title')}</b>",
        *(f"• {sentence}" for sentence in told),
        view.say("privacy.why", why=view.say(f"kept.{table}.why")),
        view.say("privacy.until", until=view.say(f"kept.{table}.until")),
    )
    return Screen(text, ((view.button("privacy.back", routes.PrivacyRoute()),), *_rights(view), view.menu))


def _rights(view: RenderContext) -> tuple[tuple[Button, ...], ...]:
    return pairs(
        (
            view.button("privacy.my_data", routes.MyDataRoute()),
            view.button("privacy.forget_me", routes.ForgetRoute()),
        )
    )


def sure(view: RenderContext) -> Screen:
    """Asked once before everything goes."""
    yes = Button(view.say("privacy.yes_forget"), routes.ForgetRoute(1), style="danger")
    no = view.button("privacy.keep", routes.PrivacyRoute())
    data = view.button("privacy.my_data", routes.MyDataRoute())
    return Screen(bold_lead(view.say("privacy.sure")), ((yes,), *pairs((data, no)), view.menu))


def forgotten(view: RenderContext) -> Screen:
    """Everything is gone."""
    return Screen(bold_lead(view.say("privacy.forgotten")), (view.menu,))


def data_sent(count: int, view: RenderContext) -> Screen:
    """The file is below; or nothing is kept."""
    said = view.say("privacy.data_sent", count=count) if count else view.say("privacy.no_data")
    return Screen(bold_lead(said), (*_rights(view)[-1:], view.menu))
