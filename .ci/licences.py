"""List the licences of every locked package; fail on an unknown or a copyleft one.

Two have the LGPL and are used as they are, and replaceable: python-telegram-bot, and python-stdnum, the
library of check digits that the alternative, schwifty, would replace by pycountry's LGPL.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

KNOWN = {
    "MIT": r"\bMIT\b",
    "BSD": r"\bBSD\b|0BSD",
    "Apache-2.0": r"\bApache\b",
    "ISC": r"\bISC\b",
    "PSF-2.0": r"Python Software Foundation|\bPSF\b|Python-2\.0",
    "MPL-2.0": r"Mozilla Public License|\bMPL\b",
    "Unlicense": r"\bUnlicense\b",
    "Zlib": r"\bzlib\b",
}
COPYLEFT = r"\bA?L?GPL|GNU (Lesser|Affero|General)"
ALLOWED = {"python-telegram-bot", "python-stdnum"}


def licence(name: str) -> str:
    """Return what a package says of its licence: expression, classifiers, or the first line of the field."""
    about = metadata(name)
    said = [about.get("License-Expression") or ""]
    said += [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
    said += (about.get("License") or "").strip().splitlines()[:1]
    return " ".join(said)


def main(lock: str) -> int:
    """Print each package with its licence; 1 where one may not be used."""
    names = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", Path(lock).read_text("utf-8"), re.MULTILINE)
    bad = 0
    for name in sorted(set(names)):
        try:
            said = licence(name)
        except PackageNotFoundError:
            print(f"licence: {name}: not installed here")
            continue
        found = next((known for known, sign in KNOWN.items() if re.search(sign, said, re.IGNORECASE)), None)
        copyleft = re.search(COPYLEFT, said) and name not in ALLOWED
        if (found is None and name not in ALLOWED) or copyleft:
            bad += 1
            print(f"licence: {name}: {said or 'none named'}: not allowed")
    print(f"licences: {len(set(names))} packages, {bad} not allowed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
