"""Measuring: adapters, figures against known text, training of the scorer, laws, floors, soak."""
