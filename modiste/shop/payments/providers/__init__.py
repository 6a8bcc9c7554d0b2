"""Payment providers, one file each: values in, values out."""
