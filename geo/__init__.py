"""287(g) Atlas: where US police carry out immigration enforcement for ICE, and since when."""
