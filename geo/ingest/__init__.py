"""The maintainer's half: from ICE's lists to the tables."""
