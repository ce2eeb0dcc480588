"""The words of the Atlas: languages, names, and the sentences made from data."""
