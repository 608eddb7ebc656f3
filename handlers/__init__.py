"""The conversation: words in, words out. No SDK type, no SQL, no clock."""
