"""What the pages beside the map tell, computed from the record: tested without a page."""
