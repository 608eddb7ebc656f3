"""Telegram and Signal: siblings of one shape (see base.py)."""
