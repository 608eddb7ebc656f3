"""A loopback Signal: signal-cli-rest-api, phones and groups, as Signal behaves behind it."""
