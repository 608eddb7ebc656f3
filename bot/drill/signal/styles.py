"""What text_mode "styled" leaves of a text.

The marks vanish, paired or not, unless a backslash stands before.
"""

import re

MARK = re.compile(r"\\(\*{1,3}|\|\||~|`)|(\*{1,3}|\|\||~|`)")


def plain(text: str) -> str:
    """The text as phones show it; see textstyleparser.go."""
    return MARK.sub(lambda found: found.group(1) or "", text)
