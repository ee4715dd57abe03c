"""Rules as data: what one says, a set of them compiled, and which of them may act."""
