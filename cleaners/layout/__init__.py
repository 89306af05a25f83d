"""The shape of a page: labels, cards, rows, frames, threads, and what kind of page they make."""
