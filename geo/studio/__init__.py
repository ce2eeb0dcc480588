"""Cards and films drawn for readers, in processes beside the server."""
