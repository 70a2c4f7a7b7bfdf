"""The bot's own HTTP: health and webhook."""
