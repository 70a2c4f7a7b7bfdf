"""All that `xufei check` holds the words against: their form, their facts, and every screen drawn."""
