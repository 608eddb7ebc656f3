"""Persons, contacts, roles, codes, and where their conversations stand."""
