"""The marks of text_mode "styled", and what they leave of a text.

The marks vanish, paired or not, unless a backslash stands before.
"""

import re

MARK = re.compile(r"\\(\*{1,3}|\|\||~|`)|(\*{1,3}|\|\||~|`)")


def plain(text: str) -> str:
    """Strip the marks: the text as phones show it. See textstyleparser.go of signal-cli-rest-api."""
    return MARK.sub(lambda found: found.group(1) or "", text)
