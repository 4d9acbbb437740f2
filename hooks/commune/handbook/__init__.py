"""The officers' handbook: what its pages in docs/can-bo/ take from the models and from commune.yml, and one sheet."""
