"""The schema's history: one step a file in `versions/`, each with its way back.

A new step takes the next number and spells out names, types and lengths of its own, because the rows may
change later and this step must not. Text is `Words(n)`, instants are `Instant()`: base.py says why. A table
is changed by `op.batch_alter_table`, which SQLite needs. A test holds the steps and the rows together.
"""
