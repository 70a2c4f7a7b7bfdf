"""Nine topics that pass `xufei check` and are learnt in a second, where the whole of faq/ is too slow."""

from pathlib import Path

from tests.conftest import FAQ
from tests.content import tiny

# What the screens of every menu lead to.
_TOPICS = (
    "card-types",
    "channel-website",
    "check-expiry",
    "contact-support",
    "invoice",
    "scam",
    "which-channel",
)
_TREES = ("after", "clicked-link", "which-kind", "which-operator")


def small(folder: Path) -> tiny.Faq:
    """The tiny folder with the real interface, dates and chat, not yet written."""
    faq = tiny.Faq(folder)
    for name in _TOPICS:
        faq[f"topics/{name}.yaml"] = tiny.topic(name, "pay")
    del faq.files["trees/payment.yaml"]
    for name in _TREES:
        faq[f"trees/{name}.yaml"] = tiny.tree()
    for name in ("interface", "dates", "chat"):
        for file in (FAQ / name).glob("*.yaml"):
            faq[f"{name}/{file.name}"] = file.read_text("utf-8")
    for name in ("zones.yaml", "cues.yaml", "hosts.yaml"):
        faq[name] = (FAQ / name).read_text("utf-8")
    return faq


def spoil(folder: Path) -> None:
    """Make one file of a written folder unreadable for good."""
    (folder / "topics" / "pay.yaml").write_text("section: paying\nsection: after\n", "utf-8")
