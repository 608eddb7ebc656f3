"""What is kept: tables, field encryption, the unit of work, migrations."""
