"""`faq/` → one frozen Library."""
