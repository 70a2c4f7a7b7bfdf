"""Telegram → core → Telegram; one file a kind of update."""

import os

# PTB is on its way from seconds to timedelta and warns at every use until one of them is chosen.
os.environ.setdefault("PTB_TIMEDELTA", "true")
