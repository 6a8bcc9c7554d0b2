"""A library of pictures: images in, images or facts out; knows no web, no SQL, no shop."""
