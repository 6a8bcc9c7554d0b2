"""How the cut-out's network is made: photos with outlines, composites of them, the training, the ONNX file.

For developers, with the CC0 photos of the shared folder: `python -m benchmarks.cutout_network.make` draws the training
pictures, `python -m benchmarks.cutout_network.train` learns from them (PyTorch, 25 minutes of one core) and writes the
file that ships; `python -m benchmarks.cutout_network.calibrate` then says how much to believe which outline. Nothing
here runs in the shop.
"""
