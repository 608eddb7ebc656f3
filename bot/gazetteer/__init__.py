"""Where towns lie, looked up once when one is added: in the operator's own list, then in that of US ZIP codes."""
