"""A library of recommendation models: NumPy in, NumPy out; knows no web, no SQL, no shop."""
