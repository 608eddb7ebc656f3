"""The program's own log of a series, read after each burst."""

import io
import re

_BAD = re.compile(r"^\S+ (error|critical) (\S+)(.*)$", re.MULTILINE)
_WHERE = re.compile(r" (?:error|at|logger|why|kind)=\S+")


class LogLines(io.StringIO):
    """A stream for bot.logs.setup, which is emptied as it is read."""

    def taken(self) -> str:
        """Return what was logged since the last time."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text


def errors_in(log: str) -> list[str]:
    """Return event, class and place of every line that tells of an error."""
    return [event + "".join(_WHERE.findall(rest)) for _, event, rest in _BAD.findall(log)]
