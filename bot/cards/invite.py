"""How an invite to a card travels: as the parameter of /start, typed or in a link."""

import re

START = "c_"
"""What the parameter begins with; the token follows."""
# As long as the store makes them: 16 bytes in letters.
_TOKEN = r"[\w-]{22}(?![\w-])"
SENT = re.compile(rf"t\.me/(?P<bot>\w+)\?start={START}(?P<token>{_TOKEN})")
"""The link, sent as text."""
TYPED = re.compile(rf"(?:^/start(?:@\w+)?\s+|[?&]start=){START}{_TOKEN}")
"""Either form."""
