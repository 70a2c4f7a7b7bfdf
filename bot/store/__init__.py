"""Tables and queries: SQLite by default, PostgreSQL by address."""
