"""The committee: who watches over the coordinators, and the account that it gets."""
