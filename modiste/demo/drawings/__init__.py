"""Every garment drawn as SVG from its attributes: outline, cloth, light, seams and a calm ground."""
