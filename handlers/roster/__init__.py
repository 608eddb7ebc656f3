"""The list of people, as a file under a passphrase."""
