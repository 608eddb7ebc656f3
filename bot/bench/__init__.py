"""Measurements, apart from the tests: ratios within one run, since machines are noisy."""
