"""On call: who has the desk when, who takes over, and where nobody is there."""
