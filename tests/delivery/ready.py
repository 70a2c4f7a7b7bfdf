"""Imported by the process from which the crash tests fork: what takes long is done once."""

from tests.delivery.killed import library

library()
