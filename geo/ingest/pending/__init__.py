"""Agencies that applied: ICE's pending lists as a table of applications."""
