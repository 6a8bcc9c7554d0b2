"""The demo's photo studio: a drawn garment becomes cloth, lies on the ground, is lit and photographed."""
