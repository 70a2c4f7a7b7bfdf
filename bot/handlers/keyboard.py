"""Our buttons in Telegram's form."""

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.screens.screen import Button, Screen


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """The rows under a message. PlaceTooLong where a place does not fit into 64 bytes."""
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in screen.rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.copy:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    if button.to is None:
        raise ValueError(f"the button '{button.label}' leads nowhere")
    return InlineKeyboardButton(button.label, callback_data=button.to.pack())
