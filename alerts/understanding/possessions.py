"""What in small letters is a person's: "Maria's place", "on johns phone"; "Maria's Place" may be a bar."""

POSSESSIONS = frozenset(
    """house home place apartment apt room yard door doorstep porch car truck trailer kitchen driveway phone number kid
    kids daughter wife husband mom dad mother father brother sister cousin boss moms dads family""".split()
)
