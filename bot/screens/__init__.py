"""Pure functions: (library, place, person) → Screen."""
