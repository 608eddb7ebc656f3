"""Conversations as transcripts: real router, rules, database, intake and courier; made-up phones and clock."""
