"""The domain: rules (pure) and use cases (async; they take `now` and a unit of work)."""
