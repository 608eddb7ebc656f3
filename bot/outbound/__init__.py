"""From a notice in the outbox to a message on a phone: claimed, rendered, sent within the limits, recorded."""
