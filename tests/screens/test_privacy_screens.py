"""What is kept is told from the tables: a column without a sentence fails here."""

import pytest

from bot.content import markup
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.screens import privacy_screens as screens
from bot.screens.render_context import RenderContext
from bot.store.personal_data import kept
from bot.transport.sender import keyboard


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_table_has_a_sentence(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    known = library.interface.keys(language)
    parts = [f"kept.{table}.{part}" for table in kept() for part in ("title", "why", "until")]
    columns = [screens.column_key(table, name, view) for table, names in kept().items() for name in names]
    assert [key for key in (*parts, *columns) if key not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_fits_a_message(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    pages = [screens.privacy(kept(), view), screens.sure(view), screens.forgotten(view)]
    pages += [screens.one(table, columns, view) for table, columns in kept().items()]
    pages += [screens.data_sent(0, view), screens.data_sent(7, view)]
    for page in pages:
        length, broken = markup.measured(page.text)
        assert 0 < length <= markup.MESSAGE_LIMIT and not list(broken)
        assert keyboard(page)


def test_a_new_column_of_another_meaning_needs_its_own_sentence(library: Library) -> None:
    view = RenderContext(library, "en")
    assert screens.column_key("people", "shoe_size", view) == "kept.people.columns.shoe_size"
    with pytest.raises(KeyError):
        screens.one("people", ["shoe_size"], view)


def test_columns_that_say_the_same_are_one_line(library: Library) -> None:
    page = screens.one("reminders", kept()["reminders"], RenderContext(library, "en"))
    assert page.text.count("how its sending went") == 1
