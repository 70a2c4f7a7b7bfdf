"""Masking of secrets and verdicts on links; pure."""
