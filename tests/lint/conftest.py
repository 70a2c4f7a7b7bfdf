"""The tiny folder, as a fixture."""

from tests.content.conftest import faq

__all__ = ["faq"]
