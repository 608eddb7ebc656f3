"""The verbs of the command line, one a file: options() says what it takes, run() does it.

cli.py imports only the verb that is asked for, so that `invite` does not wait for what only `run` needs.
"""
