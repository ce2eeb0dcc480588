"""Where an agency serves: its jurisdiction, reach and counties."""
