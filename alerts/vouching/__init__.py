"""How a member becomes verified: a coordinator lets them in, or people who know them vouch."""
